// The endpoint of the engine's benches: answers every chat completion with the same text, at once under /fast and after 50 ms under /slow.
// GET says how many it has answered. Plain Node.js 18 or later, one process, loopback only; prints its port.
import http from "node:http";

const answer = Buffer.from(JSON.stringify({
  id: "chatcmpl-1", object: "chat.completion", created: 1, model: "bench",
  choices: [{ index: 0, message: { role: "assistant", content: "The answer is that the quick brown fox jumps over the lazy dog, as foxes do." }, finish_reason: "stop" }],
  usage: { prompt_tokens: 60, completion_tokens: 18, total_tokens: 78 },
}));
const headers = { "content-type": "application/json", "content-length": answer.length };
let answered = 0;

const server = http.createServer((request, response) => {
  if (request.method === "GET") {
    response.end(String(answered));
    return;
  }
  const send = () => {
    answered++;
    response.writeHead(200, headers);
    response.end(answer);
  };
  request.resume();
  request.on("end", request.url.startsWith("/slow") ? () => setTimeout(send, 50) : send);
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
