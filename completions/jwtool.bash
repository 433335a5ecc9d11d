# Completions of jwtool for bash. The program itself is asked for them.
_jwtool() {
    # Bash also splits words at the characters of COMP_WORDBREAKS, such as `:`, `=` and `@`.
    # Words that no space separates are one.
    local line=${COMP_LINE:0:COMP_POINT} words=() last=-1 index space
    for ((index = 0; index <= COMP_CWORD; index++)); do
        space=${line%%[![:space:]]*}
        line=${line#"$space"}
        local word=${COMP_WORDS[index]}
        [[ $line == "$word"* ]] || word=$line
        line=${line#"$word"}
        if [[ $last -ge 0 && -z $space ]]; then
            words[last]+=$word
        else
            words[++last]=$word
        fi
    done

    # Bash replaces only its own word, $2, which is the end of ours.
    local before=${words[last]%"$2"} candidate IFS=$'\n'
    COMPREPLY=()
    while read -r candidate; do
        candidate=${candidate#"$before"}
        # What a shell would change, such as a space in the name of a file, is quoted.
        if [[ $candidate == *[!a-zA-Z0-9_./:=@%+,-]* ]]; then
            printf -v candidate %q "$candidate"
        fi
        COMPREPLY+=("$candidate")
    done < <(COMPLETE=bash jwtool -- "${words[@]}" 2>/dev/null)
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[=/:] ]]; then
        compopt -o nospace 2>/dev/null
    fi
}

if [[ ${BASH_VERSINFO[0]} -gt 4 || ${BASH_VERSINFO[0]} -eq 4 && ${BASH_VERSINFO[1]} -ge 4 ]]; then
    complete -o bashdefault -o default -o nosort -F _jwtool jwtool
else
    complete -o bashdefault -o default -F _jwtool jwtool
fi
