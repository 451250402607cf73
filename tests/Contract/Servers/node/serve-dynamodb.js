// Speaks DynamoDB's protocol on loopback from memory until its standard input ends: node serve-dynamodb.js PORT
const dynalite = require("dynalite");

dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 }).listen(Number(process.argv[2]), "127.0.0.1", () => console.log("ready"));
process.stdin.on("end", () => process.exit(0)).resume();
