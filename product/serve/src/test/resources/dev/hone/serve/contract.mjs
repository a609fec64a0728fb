// The official Node client against a server at argv[2]: prints one line a check, "ok NAME" or "FAILED NAME: why".
import OpenAI from "openai";

const client = new OpenAI({ apiKey: "unused", baseURL: process.argv[2], maxRetries: 0 });
const messages = [{ role: "user", content: "hi" }];

async function check(name, work) {
    try {
        const why = await work();
        console.log(why === undefined ? `ok ${name}` : `FAILED ${name}: ${why}`);
    } catch (e) {
        console.log(`FAILED ${name}: ${e.constructor.name} ${e.message}`);
    }
}

function expect(condition, why) {
    if (!condition) throw new Error(why);
}

await check("plain", async () => {
    const answer = await client.chat.completions.create({ model: "small", messages });
    expect(answer.choices[0].message.content === "small hi 0", JSON.stringify(answer));
    expect(answer.usage.total_tokens === answer.usage.prompt_tokens + answer.usage.completion_tokens, "usage");
});

await check("planned", async () => {
    const { data, response } = await client.chat.completions.create({ model: "hone/small@4", messages }).withResponse();
    expect(data.choices[0].message.content === "small hi 2", JSON.stringify(data));
    expect(response.headers.get("x-hone-samples") === "3", "header");
});

await check("three candidates", async () => {
    const answer = await client.chat.completions.create({ model: "hone/small@4", n: 3, messages });
    expect(answer.choices.length === 3 && answer.choices[2].index === 2, JSON.stringify(answer));
});

await check("stream", async () => {
    const stream = await client.chat.completions.create({
        model: "hone/small@4",
        messages,
        stream: true,
        stream_options: { include_usage: true },
    });
    let text = "";
    let usage;
    for await (const chunk of stream) {
        text += chunk.choices[0]?.delta?.content ?? "";
        usage = chunk.usage ?? usage;
    }
    expect(text === "small hi 2", text);
    expect(usage.completion_tokens === 15, JSON.stringify(usage));
});

await check("stream helper", async () => {
    const runner = client.chat.completions.stream({ model: "small", messages });
    expect((await runner.finalContent()) === "small hi 0", "content");
});

await check("tools that a local model does not have", async () => {
    try {
        await client.chat.completions.create({
            model: "hone/small@4",
            messages,
            tools: [{ type: "function", function: { name: "f", parameters: { type: "object", properties: {} } } }],
        });
        return "no error";
    } catch (e) {
        expect(e instanceof OpenAI.BadRequestError && e.param === "tools", JSON.stringify(e));
    }
});

await check("text completion", async () => {
    const answer = await client.completions.create({ model: "small", prompt: "hi" });
    expect(answer.choices[0].text === "small hi 0", JSON.stringify(answer));
});

await check("models", async () => {
    const ids = [];
    for await (const model of client.models.list()) ids.push(model.id);
    expect(ids.includes("hone/small"), ids.join());
    expect((await client.models.retrieve("small")).id === "small", "retrieve");
});

await check("unknown model", async () => {
    try {
        await client.chat.completions.create({ model: "unknown", messages });
        return "no error";
    } catch (e) {
        expect(e instanceof OpenAI.NotFoundError && e.code === "model_not_found" && e.param === "model", JSON.stringify(e));
    }
});

await check("bad request", async () => {
    try {
        await client.chat.completions.create({ model: "small", messages: [] });
        return "no error";
    } catch (e) {
        expect(e instanceof OpenAI.BadRequestError && e.type === "invalid_request_error", JSON.stringify(e));
    }
});
