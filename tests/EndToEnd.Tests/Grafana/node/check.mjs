// Type-checks each dashboard against @grafana/schema: names and kinds of fields, enums as what they are written as.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const folder = process.argv[2];
const types = `import type { Dashboard } from '@grafana/schema';
type Loose<T> = T extends string ? string : T extends number ? number : T extends boolean ? boolean
  : T extends readonly (infer U)[] ? Loose<U>[] : T extends object ? { [K in keyof T]?: Loose<T[K]> } : T;
`;
mkdirSync('checked', { recursive: true });
const files = readdirSync(folder).filter((f) => f.endsWith('.json'));
for (const file of files)
  writeFileSync(join('checked', `${basename(file, '.json')}.ts`), `${types}export const dashboard = ${readFileSync(join(folder, file), 'utf8').trim()} satisfies Loose<Dashboard>;\n`);
execFileSync(join('node_modules', '.bin', 'tsc'), ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--moduleResolution', 'nodenext', '--target', 'es2022', ...files.map((f) => join('checked', `${basename(f, '.json')}.ts`))], { stdio: ['ignore', 2, 2] });
