// What the page says, in the language of who reads it; days and numbers too.
import { mine } from './state.js';
import en from './strings/en.js';
import id from './strings/id.js';

const ALL = { en, id };

/** The words of that name, with `{n}` filled in. A name without words is a mistake, so it shows as itself. */
export function t(name, values = {}) {
  const text = ALL[mine().lang][name] ?? name;
  return text.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? String(values[key]) : whole));
}

/** One or many: Indonesian makes no difference, English does. */
export const many = (name, count) => t(count === 1 ? `${name}.one` : name, { n: number(count) });

const tag = () => (mine().lang === 'id' ? 'id-ID' : 'en-GB');
const made = new Map();
function format(kind, options, build) {
  const key = `${tag()} ${kind}`;
  if (!made.has(key)) made.set(key, build(tag(), options));
  return made.get(key);
}
const dated = (name, options) => format(name, { timeZone: 'UTC', ...options }, (where, how) => new Intl.DateTimeFormat(where, how));

export const number = value => format('number', {}, (where, how) => new Intl.NumberFormat(where, how)).format(value);
export const asDate = day => new Date(`${day}T00:00:00Z`);
export const day = text => dated('day', { day: 'numeric', month: 'short', year: 'numeric' }).format(asDate(text));
export const month = date => dated('month', { month: 'short' }).format(date);
export const monthYear = date => dated('monthYear', { month: 'short', year: 'numeric' }).format(date);
export const dayMonth = date => dated('dayMonth', { day: 'numeric', month: 'short' }).format(date);
export const instant = text => format('instant', { dateStyle: 'medium', timeStyle: 'short' }, (where, how) => new Intl.DateTimeFormat(where, how)).format(new Date(text));

/** When an event was, no more precisely than it is known. */
export function when(event) {
  if (!event.date) return t('undated');
  const date = asDate(event.date);
  if (event.date_precision === 'year') return String(date.getUTCFullYear());
  if (event.date_precision === 'month') return monthYear(date);
  if (event.date_precision === 'week') return t('week.of', { day: day(event.date) });
  return event.date_end && event.date_end !== event.date ? `${dayMonth(date)} – ${day(event.date_end)}` : day(event.date);
}
