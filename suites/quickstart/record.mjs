// Records a model's answers to this suite: every task under each of its wordings on each of its inputs, once, greedily.
//
//   node suites/quickstart/record.mjs ENDPOINT MODEL OUTPUT [FIRST]
//   node suites/quickstart/record.mjs http://127.0.0.1:8089/v1 SmolLM2-135M-Instruct suites/quickstart/responses/SmolLM2-135M-Instruct.jsonl
//
// ENDPOINT speaks the OpenAI wire format and MODEL is the name asked for and written down. FIRST records only the first so many answers,
// to compare them with a recorded file. The key, where one is needed, is read from OPENAI_API_KEY. Plain Node.js 18 or later, no packages.
//
// One call at a time and in the order of the files: a server that batches calls may round differently from batch to batch, and an answer
// must not depend on its neighbours. Nothing that differs between two runs (a time, an id) is written, so that the same model on the same
// machine gives the same bytes again. A call that fails is written down as failed, never left out.
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const maxTokens = 64;
const timeout = 120_000; // ms

const [endpoint, model, output, first] = process.argv.slice(2);
if (!output) {
  console.error("usage: node record.mjs ENDPOINT MODEL OUTPUT [FIRST]");
  process.exit(2);
}

const read = name => readFileSync(fileURLToPath(new URL(name, import.meta.url)), "utf8");
const lines = name => read(name).split("\n").filter(line => line.trim()).map(line => JSON.parse(line));
const suite = JSON.parse(read("suite.json"));

const calls = lines("tasks.jsonl").flatMap(task => {
  const inputs = lines("instances.jsonl").filter(instance => instance.task === task.id);
  return task.instructions.flatMap(instruction => inputs.map(instance => ({ task, instruction, instance })));
}).slice(0, first ? Number(first) : undefined);

// Replacer functions, and one pass: an input with "$&" or "{instruction}" in it must reach the model as it is.
const prompt = ({ instruction, instance }) =>
  suite.prompt.replace(/\{(instruction|input)\}/g, (_, slot) => (slot === "input" ? instance.input : instruction.text));

async function ask(text) {
  const messages = [...(suite.system ? [{ role: "system", content: suite.system }] : []), { role: "user", content: text }];
  const key = process.env.OPENAI_API_KEY;
  const response = await fetch(`${endpoint.replace(/\/$/, "")}/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(key ? { authorization: `Bearer ${key}` } : {}) },
    body: JSON.stringify({ model, messages, max_tokens: maxTokens, temperature: 0 }),
    signal: AbortSignal.timeout(timeout),
  });
  if (!response.ok) return { output: null, status: `failed.http${response.status}` };
  const choice = (await response.json()).choices?.[0];
  if (typeof choice?.message?.content !== "string") return { output: null, status: "failed.format" };
  return { output: choice.message.content, status: "answered", finish: choice.finish_reason };
}

const kindOf = error => (error.name === "TimeoutError" ? "timeout" : error instanceof SyntaxError ? "format" : "connection");

const records = [];
let failed = 0;
for (const call of calls) {
  const answer = await ask(prompt(call)).catch(error => ({ output: null, status: `failed.${kindOf(error)}` }));
  if (answer.status !== "answered") failed++;
  records.push({ model, task: call.task.id, instruction: call.instruction.id, instance: call.instance.id, repeat: 0, ...answer, maxTokens });
  if (process.stderr.isTTY || records.length % 100 === 0) {
    process.stderr.write(`${records.length} of ${calls.length}, ${failed} failed${process.stderr.isTTY ? "\r" : "\n"}`);
  }
}

// Written whole or not at all: an interrupted run leaves the file that was there.
writeFileSync(`${output}.part`, records.map(record => `${JSON.stringify(record)}\n`).join(""));
renameSync(`${output}.part`, output);
console.error(`\n${records.length} answers, ${failed} of them failed, in ${output}`);
process.exitCode = failed ? 3 : 0;
