// Asks for the same page again and again and takes over what changed. Stands still while the page is hidden or
// paused; says so when the gateway does not answer, and since when.
import { showCopyButtons } from './controls.js';
import { clockWithSeconds, localise } from './localtime.js';
import { morph } from './morph.js';

const TimeoutMs = 10_000;
const main = document.querySelector('main');
const status = document.querySelector('[data-live]');
const statusText = document.querySelector('[data-live-text]');
const pause = document.querySelector('[data-pause]');
const banner = document.querySelector('[data-lost]');
let timer;
let answered = new Date();
let lost = false;
let paused = false;
let request;

export function live() {
  if (!(Number(main.dataset.refresh) > 0))
    return;
  pause.addEventListener('click', togglePause);
  document.addEventListener('visibilitychange', () => document.hidden ? stop() : refresh());
  document.addEventListener('plimsoll:refresh', refresh);
  pause.hidden = status.hidden = false;
  say('live', `Updated ${clockWithSeconds(answered)}`);
  schedule();
}

function schedule() {
  clearTimeout(timer);
  if (!paused && !document.hidden)
    timer = setTimeout(refresh, Number(main.dataset.refresh) * 1000);
}

function stop() {
  clearTimeout(timer);
  const last = request;
  request = undefined;
  last?.abort();
}

async function refresh() {
  stop();
  const mine = request = new AbortController();
  const limit = setTimeout(() => mine.abort(), TimeoutMs);
  try {
    const response = await fetch(location.href, { signal: mine.signal, cache: 'no-store', headers: { Accept: 'text/html' } });
    if (response.redirected || response.status === 401)
      return signedOut();
    if (!response.ok && response.status !== 404)
      throw new Error(`status ${response.status}`);
    take(await response.text());
  } catch {
    if (mine !== request)
      return;
    fail();
  } finally {
    clearTimeout(limit);
  }
  schedule();
}

function take(text) {
  const page = new DOMParser().parseFromString(text, 'text/html');
  localise(page);
  document.title = page.title;
  const next = page.querySelector('main');
  main.dataset.refresh = next.dataset.refresh;
  morph(main, next);
  showCopyButtons();
  document.dispatchEvent(new Event('plimsoll:refreshed'));
  answered = new Date();
  lost = false;
  banner.hidden = true;
  if (!paused)
    say('live', `Updated ${clockWithSeconds(answered)}`);
}

function fail() {
  if (!lost)
    banner.textContent = `The gateway has not answered since ${clockWithSeconds(answered)}. What you see is from then.`;
  lost = true;
  banner.hidden = false;
  say('lost', 'Not reachable');
}

function signedOut() {
  clearTimeout(timer);
  banner.textContent = 'You are signed out. Reload the page to sign in again.';
  banner.hidden = false;
  say('lost', 'Signed out');
}

function togglePause() {
  paused = !paused;
  pause.textContent = paused ? 'Resume' : 'Pause';
  pause.setAttribute('aria-pressed', String(paused));
  if (paused) {
    stop();
    say('paused', `Paused at ${clockWithSeconds(new Date())}`);
  } else {
    refresh();
  }
}

function say(state, text) {
  status.dataset.live = state;
  statusText.textContent = text;
}
