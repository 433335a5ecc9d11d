// Follows the forms of web pages as a browser without scripts does.

const entities = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
const decoded = (text) => text.replace(/&(amp|lt|gt|quot|#39);/g, (entity) => entities[entity]);

function attributes(tag) {
  const pairs = tag.matchAll(/\s([a-z-]+)="([^"]*)"/g);
  return Object.fromEntries([...pairs].map(([, name, value]) => [name, decoded(value)]));
}

// Returns the first form of a page: where it goes, its fields, and its buttons.
function form(html) {
  const [, tag, body] = html.match(/(<form[^>]*>)(.*?)<\/form>/s) ?? [];
  if (!tag) throw new Error(`the page has no form: ${html}`);
  const all = (name) => [...body.matchAll(new RegExp(`<${name}\\b[^>]*>`, 'g'))];
  return {
    ...attributes(tag),
    inputs: all('input').map(([tag]) => attributes(tag)),
    buttons: all('button').map(([tag]) => attributes(tag)),
  };
}

// Opens a page and presses the button of a role on each form that follows, until there is a
// redirect to `target`, or a page without a form. Returns the address of that redirect, or the page.
export async function follow(address, { role, target, fill = {} }) {
  let at = new URL(address);
  let response = await fetch(at, { redirect: 'manual' });
  for (let step = 0; step < 5; step++) {
    if (response.status >= 300 && response.status < 400) {
      at = new URL(response.headers.get('location'), at);
      if (target && at.href.startsWith(target)) return at;
      response = await fetch(at, { redirect: 'manual' });
      continue;
    }
    const html = await response.text();
    if (response.status !== 200) throw new Error(`${at}: HTTP ${response.status}: ${html}`);
    if (!/<form\b/.test(html)) return html;
    const page = form(html);
    const fields = new URLSearchParams();
    for (const { name, value = '' } of page.inputs) fields.append(name, fill[name] ?? value);
    const button = page.buttons.find(({ name, value }) => name === 'role' && value === role);
    const pressed = button ?? page.buttons[0];
    if (pressed.name) fields.append(pressed.name, pressed.value);
    at = new URL(page.action ?? '', at);
    response = await fetch(at, { method: page.method, body: fields, redirect: 'manual' });
  }
  throw new Error(`${at} leads to ever more forms`);
}
