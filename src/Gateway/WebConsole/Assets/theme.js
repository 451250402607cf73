// Runs before the first paint, so that a chosen theme never flashes the other one.
'use strict';
const chosen = localStorage.getItem('plimsoll-theme');
if (chosen === 'dark' || chosen === 'light')
  document.documentElement.dataset.theme = chosen;
