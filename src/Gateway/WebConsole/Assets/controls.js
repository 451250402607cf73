// What works with a script only appears with one.
export function showControls() {
  themeToggle(document.querySelector('[data-theme-toggle]'));
  showCopyButtons();
  document.addEventListener('click', copy);
  document.addEventListener('input', filter);
}

export function showCopyButtons() {
  for (const button of document.querySelectorAll('[data-copy]'))
    button.hidden = !navigator.clipboard;
}

function themeToggle(button) {
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (root.dataset.theme ?? (system.matches ? 'dark' : 'light')) === 'dark';
  const name = () => { button.textContent = isDark() ? 'Light' : 'Dark'; };
  button.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    localStorage.setItem('plimsoll-theme', root.dataset.theme);
    name();
  });
  system.addEventListener('change', name);
  name();
  button.hidden = false;
}

async function copy(event) {
  const button = event.target.closest('[data-copy]');
  if (!button)
    return;
  await navigator.clipboard.writeText(button.parentElement.querySelector('code').textContent);
  button.textContent = 'Copied';
  setTimeout(() => { button.textContent = 'Copy'; }, 1500);
}

// The address says what the filter is, so the next refresh brings the rows for it.
function filter(event) {
  if (!event.target.matches('[data-filter]'))
    return;
  const url = new URL(location.href);
  if (event.target.value.trim())
    url.searchParams.set('q', event.target.value.trim());
  else
    url.searchParams.delete('q');
  history.replaceState(null, '', url);
  document.dispatchEvent(new Event('plimsoll:refresh'));
}
