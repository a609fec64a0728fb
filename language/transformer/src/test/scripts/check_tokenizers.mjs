// Compares the ids in fixtures/tokenizers with those of Hugging Face's JavaScript tokenizers; see make_tokenizers.py.
import { readFileSync } from "node:fs";
import { Tokenizer } from "@huggingface/tokenizers";

const folder = process.argv[2] ?? new URL("../resources/fixtures/tokenizers/", import.meta.url).pathname;
const strings = JSON.parse(readFileSync(`${folder}/../strings.json`, "utf8"));
for (const name of ["gpt2", "qwen2", "llama3"]) {
  const tokenizer = new Tokenizer(JSON.parse(readFileSync(`${folder}/${name}/tokenizer.json`, "utf8")), {});
  const ids = JSON.parse(readFileSync(`${folder}/${name}/ids.json`, "utf8"));
  const other = strings.filter((text, i) => {
    const found = tokenizer.encode(text, { add_special_tokens: false }).ids;
    return JSON.stringify(found) !== JSON.stringify(ids[i]);
  });
  console.log(`${name}: ${strings.length} strings, ${other.length} differ`);
  other.slice(0, 5).forEach((text) => console.log("  " + JSON.stringify(text)));
}
