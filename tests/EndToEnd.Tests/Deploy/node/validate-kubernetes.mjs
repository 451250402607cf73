// Validates every object of a YAML file against the schema that its apiVersion and kind name, and prints how many there are.
import { readFileSync } from "node:fs";
import { parseAllDocuments } from "yaml";

const objects = parseAllDocuments(readFileSync(process.argv[2], "utf8")).map((document) => document.toJS());
for (const object of objects) {
  const models = await import(`kubernetes-models/${object.apiVersion}`);
  const Model = models[object.kind];
  if (!Model) throw new Error(`${object.apiVersion} has no ${object.kind}`);
  try {
    new Model(object).validate();
  } catch (error) {
    throw new Error(`${object.kind} ${object.metadata.name}: ${error.message}`);
  }
}
console.log(`${objects.length} valid`);
