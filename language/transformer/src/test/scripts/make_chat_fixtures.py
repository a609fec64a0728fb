#!/usr/bin/env python3
"""Writes chat/expected.jsonl: what Jinja itself makes of templates, set up as transformers sets it up.

    pip install jinja2
    python3 make_chat_fixtures.py

A line is {"template": name of a file in resources/chat, or "source": the template itself, "variables", and "output" or
"error": true}. Made with Jinja2 3.1.6.
"""

import datetime
import json
import pathlib

import jinja2
import jinja2.ext
import jinja2.sandbox

import chat_expressions

CHAT = pathlib.Path(__file__).parent.parent / "resources/chat"
NOW = datetime.datetime(2024, 7, 6, 14, 5, 9)


class Generation(jinja2.ext.Extension):
    """A generation block marks what the assistant said; its text is written as it is."""

    tags = {"generation"}

    def parse(self, parser):
        line = next(parser.stream).lineno
        body = parser.parse_statements(["name:endgeneration"], drop_needle=True)
        return jinja2.nodes.CallBlock(self.call_method("written"), [], [], body).set_lineno(line)

    def written(self, caller):
        return caller()


def tojson(x, ensure_ascii=False, indent=None, separators=None, sort_keys=False):
    return json.dumps(x, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys)


def raise_exception(message):
    raise jinja2.exceptions.TemplateError(message)


def environment():
    jinja = jinja2.sandbox.ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=[Generation, jinja2.ext.loopcontrols]
    )
    jinja.filters["tojson"] = tojson
    jinja.globals["raise_exception"] = raise_exception
    jinja.globals["strftime_now"] = NOW.strftime
    return jinja


def turn(role, content, **more):
    return {"role": role, "content": content, **more}


TOOLS = [
    {
        "type": "function",
        "function": {
            "name": "get_weather",
            "description": "The weather in a city, e.g. 'Zürich'",
            "parameters": {
                "type": "object",
                "properties": {
                    "city": {"type": "string"},
                    "days": {"type": "integer", "default": 3},
                    "units": {"type": "string", "enum": ["C", "F"]},
                    "where": {"type": "object", "properties": {"lat": {"type": "number"}, "tags": {"type": "array", "items": {"type": "string"}}}, "required": ["lat"]},
                    "any": {"type": ["string", "null"]},
                },
                "required": ["city"],
            },
        },
    },
    {"type": "function", "function": {"name": "now", "description": "The time", "parameters": {"type": "object", "properties": {}}}},
]
CALL = {"id": "abc123def", "type": "function", "function": {"name": "get_weather", "arguments": {"city": "Zürich", "days": 2}}}

CONVERSATIONS = {
    "one user turn": [turn("user", "Hi there!")],
    "system and user": [turn("system", "Be brief.\nBe kind."), turn("user", "  What is 2+2?  ")],
    "several turns": [
        turn("system", "You are a pirate."),
        turn("user", "Hello"),
        turn("assistant", " Arr! "),
        turn("user", "And again\n"),
    ],
    "unicode and templates in text": [turn("user", "{{ 7*7 }} {% if x %} naïve 😀 日本語 </s> <|im_end|> 'q' \"d\" \\n {# c #}")],
    "ends with the assistant": [turn("user", "Hello"), turn("assistant", "The answer is")],
    "thinking": [
        turn("user", "Why?"),
        turn("assistant", "<think>\nlet me see\n</think>\n\nBecause."),
        turn("user", "Really?"),
        turn("assistant", "<think>\n\nagain</think>\nYes."),
    ],
    "wrong order": [turn("assistant", "Hi"), turn("user", "Hello")],
    "two users": [turn("user", "a"), turn("user", "b")],
    "empty texts": [turn("system", ""), turn("user", "")],
    "tool call": [
        turn("user", "Weather?"),
        turn("assistant", None, tool_calls=[CALL]),
        turn("tool", "sunny", tool_call_id="abc123def"),
        turn("tool", "warm", tool_call_id="abc123def"),
        turn("user", "Thanks"),
    ],
    "no messages": [],
}
TOKENS = {"bos_token": "<s>", "eos_token": "</s>"}


def conversations():
    for name, messages in CONVERSATIONS.items():
        for more in (
            {"add_generation_prompt": True},
            {"add_generation_prompt": False, "tools": TOOLS},
            {"add_generation_prompt": True, "enable_thinking": False, "tools": None, "tools_in_user_message": False},
        ):
            yield {"messages": messages, **more, **TOKENS}


def result(jinja, source, variables):
    try:
        return {"output": jinja.from_string(source).render(**variables)}
    except Exception:
        return {"error": True}


def main():
    jinja = environment()
    lines = []
    for file in sorted(CHAT.glob("*.jinja")):
        source = file.read_text(encoding="utf-8")
        for variables in conversations():
            lines.append({"template": file.name, "variables": variables, **result(jinja, source, variables)})
    for source in chat_expressions.expressions() + chat_expressions.templates():
        lines.append({"source": source, **result(jinja, source, chat_expressions.VARIABLES)})
    (CHAT / "variables.json").write_text(json.dumps(chat_expressions.VARIABLES, ensure_ascii=False) + "\n", encoding="utf-8")
    with open(CHAT / "expected.jsonl", "w", encoding="utf-8") as out:
        out.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    failed = sum("error" in line for line in lines)
    print(f"{len(lines)} cases, {failed} of them errors")


if __name__ == "__main__":
    main()
