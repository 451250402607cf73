import { showControls } from './controls.js';
import { localise } from './localtime.js';
import { readCharts } from './charts.js';
import { live } from './live.js';

localise(document);
showControls();
readCharts();
live();
