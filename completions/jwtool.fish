# Completions of jwtool for fish. The program itself is asked for them.
complete --command jwtool --no-files --keep-order --arguments '(COMPLETE=fish jwtool -- (commandline --current-process --tokenize --cut-at-cursor) (commandline --current-token --cut-at-cursor) 2>/dev/null)'
