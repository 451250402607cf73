// Values as Grafana writes them, for the units that the dashboards have.
const scaled = (value, base, names) => {
  let i = 0;
  for (; Math.abs(value) >= base && i < names.length - 1; i++)
    value /= base;
  return `${digits(value)}${names[i]}`;
};
const digits = (value) => `${Number(value.toPrecision(3))}`;
const seconds = (value) => {
  const small = Math.abs(value);
  return small >= 1 || small === 0 ? `${digits(value)} s` : small >= 1e-3 ? `${digits(value * 1e3)} ms` : `${digits(value * 1e6)} µs`;
};

const units = {
  s: seconds,
  percentunit: (value) => `${digits(value * 100)}%`,
  currencyUSD: (value) => `$${digits(value)}`,
  reqps: (value) => scaled(value, 1000, [' req/s', ' K req/s']),
  ops: (value) => scaled(value, 1000, [' ops/s', ' K ops/s']),
  bytes: (value) => scaled(value, 1024, [' B', ' KiB', ' MiB', ' GiB']),
  Bps: (value) => scaled(value, 1000, [' B/s', ' kB/s', ' MB/s', ' GB/s']),
  short: (value) => scaled(value, 1000, ['', ' K', ' Mil']),
  none: digits,
};

export const written = (unit, value) => units[unit](value);
