// The same forms as the server's.
const most = digits => new Intl.NumberFormat('en-US', { maximumFractionDigits: digits });
const digits = [most(0), most(1), most(2)];

function significant(value) {
  const size = Math.abs(value);
  if (size > 0 && size < 0.005)
    return '<0.01';
  return digits[size < 9.995 ? 2 : size < 99.95 ? 1 : 0].format(value);
}

function amount(value) {
  const size = Math.abs(value);
  if (size < 10_000)
    return significant(value);
  const [unit, suffix] = size < 1e6 ? [1e3, 'k'] : size < 1e9 ? [1e6, 'M'] : size < 1e12 ? [1e9, 'B'] : [1e12, 'T'];
  return significant(value / unit) + suffix;
}

function milliseconds(ms) {
  if (ms === 0)
    return '0 ms';
  if (ms < 999.5)
    return ms < 0.005 ? '<0.01 ms' : threeDigits(ms) + ' ms';
  return ms < 119_500 ? threeDigits(ms / 1000) + ' s' : elapsed(Math.round(ms / 1000));
}

function elapsed(seconds) {
  const [large, name, small, smallName] = seconds < 3600 ? [60, 'm', 1, 's'] : seconds < 86_400 ? [3600, 'h', 60, 'm'] : [86_400, 'd', 3600, 'h'];
  const rest = Math.floor(seconds % large / small);
  return `${Math.floor(seconds / large)} ${name}` + (rest ? ` ${rest} ${smallName}` : '');
}

const threeDigits = value => value.toFixed(value < 9.995 ? 2 : value < 99.95 ? 1 : 0);

function percent(ratio) {
  const value = ratio * 100;
  if (value > 0 && value < 0.005)
    return '<0.01%';
  return value.toFixed(value === 0 || value >= 99.95 ? 0 : value < 9.995 ? 2 : 1) + '%';
}

const dollars = value => '$' + (value !== 0 && Math.abs(value) < 0.01
  ? value.toPrecision(2)
  : value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 }));

const units = {
  Ratio: percent,
  Milliseconds: milliseconds,
  DollarsPerHour: value => dollars(value) + '/h',
  RequestsPerSecond: value => amount(value) + ' req/s',
  TokensPerSecond: value => amount(value) + ' tok/s',
  Tokens: value => amount(value) + ' tokens',
  Characters: value => amount(value) + ' characters',
  MebibytesPerSecond: value => amount(value) + ' MiB/s',
};

export const format = (unit, value) => (units[unit] ?? amount)(value);
