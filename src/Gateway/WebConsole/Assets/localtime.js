// Times come in UTC; they are rewritten in the reader's zone, with UTC kept in the title.
const part = options => new Intl.DateTimeFormat('en-GB', options);
const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
const minute = part(clock);
const second = part({ ...clock, second: '2-digit' });
const date = part({ year: 'numeric', month: '2-digit', day: '2-digit' });

export const clockText = at => minute.format(at);
export const clockWithSeconds = at => second.format(at);
export const utcText = at => at.toISOString().replace('T', ' ').slice(0, 16) + ' UTC';

function fullText(at) {
  const [day, month, year] = date.format(at).split('/');
  return `${year}-${month}-${day} ${second.format(at)}`;
}

export function localise(root) {
  for (const time of root.querySelectorAll('time[datetime]')) {
    const at = new Date(time.dateTime);
    if (time.dataset.form === 'clock')
      time.textContent = clockWithSeconds(at);
    else if (time.dataset.form === 'full')
      time.textContent = fullText(at);
  }
  for (const label of root.querySelectorAll('text[data-time]')) {
    const at = new Date(label.dataset.time);
    label.textContent = minute.format(at);
    const title = label.ownerDocument.createElementNS('http://www.w3.org/2000/svg', 'title');
    title.textContent = utcText(at);
    label.append(title);
  }
  const zone = root.querySelector('[data-zone]');
  if (zone)
    zone.textContent = Intl.DateTimeFormat().resolvedOptions().timeZone;
}
