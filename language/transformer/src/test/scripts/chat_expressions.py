"""Small templates that try one thing each; those that Jinja refuses must be refused."""

VARIABLES = {
    "a": 7, "b": -3, "f": 2.5, "t": True, "n": None, "s": "Hello, World", "e": "", "u": "naïve 😀 日本", "w": "  pad\t\n",
    "l": [3, 1, 2], "names": ["b", "A", "c", "a"], "empty": [], "d": {"x": 1, "y": {"z": [10, 20]}, "items": "own"},
    "people": [{"name": "Ann", "age": 30, "tags": ["p", "q"]}, {"name": "bob", "age": 25}, {"name": "Cy", "age": 30, "tags": []}],
    "injection": "{{ 7*7 }} {% raw %}",
}

EXPRESSIONS = """
1 + 2 * 3 - 4 // 3 % 2 | 7 / 2 | 8 / 2 | -7 // 2 | -7 % 3 | 7 % -3 | 2 ** 10 | 2 ** -1 | 2 ** 3 ** 2 | -2 ** 2 | 1.5 + 1 | 7 // 2.0
7.5 % 2 | 1e3 | 1e16 | 1e22 | 1.0 | 0.1 + 0.2 | 1e-5 | 123456789.125 | 1_000 | - a | + a | --a | a - -3 | 3 * 'ab' | 'ab' * 0 | [1] * 2
'a' 'b' "c" | 'a' ~ 1 ~ none ~ true ~ 1.5 | 'a' + 'b' | [1] + [2] | (1,) + (2,) | (1, 2) | () | (1) | [] | {} | [1, 'a', none, true]
{'a': 1, 'b': [1.0, "it's"]} | {1: 'one', none: 2} | ['a"b', "a'b", 'a\\'b"c', 'tab\\t', '\\u00e9\\x01'] | [u] | ['a\\\\b'] | [(1,)]
'\\n\\t\\\\\\'\\"' | '\\u00e9\\x41\\101\\q' | "\\U0001F600" | true and false | true or false | not true | not not a
1 and 2 | 0 and 2 | 0 or 'x' | '' or [] | none or 0 | e or s | not e | a == 7 | a != 7 | 1 == 1.0 | 1 == true | '1' == 1 | [1] == [1.0]
{'a': 1} == {'a': 1} | (1,) == [1] | none == none | missing == missing | missing == none | 1 < 2 < 3 | 1 < 2 > 5 | 3 >= 3.0 | 'a' < 'b'
'Z' < 'a' | [1, 2] < [1, 3] | (1,) < (2,) | 1 < 'a' | none < 1 | 'ell' in s | 'z' not in s | 1 in l | 4 in l | 'x' in d | 'q' in d
none in [none] | 1 in missing | 1 in 'abc' | not 1 in l | 'a' in ['ab'] | a if t else b | a if not t | 'x' if a > 5 else 'y' if a > 3 else 'z'
(a if e) is defined | s[0] | s[-1] | s[50] | u[6] | u[-2:] | u[::-1] | s[1:4] | s[:-2] | s[::2] | s[-3:] | s[5:2] | s[100:] | s[::-2]
l[0] | l[-1] | l[9] | l[1:] | l[:-1] | l[::-1] | l[5:] | l[-100:2] | l[none:2] | l['0'] | s[a] | d['x'] | d.x | d['y'].z[1] | d.y.z.0
d['items'] | d.missing | d['missing'] | d.missing.more | missing | missing.x | missing['x'] | missing[0:1] | missing() | s() | d.get('x')
d.get('q') | d.get('q', 5) | d.keys()|list | d.values()|list | d.y.items()|list | l.append(4) | d.update({}) | l.index(1) | l.count(1)
s.upper() | s.lower() | s.title() | "they're bill's".title() | s.swapcase() | 'hELLO wORLD'.capitalize() | w.strip() | w.lstrip() | w.rstrip()
'xxhixx'.strip('x') | 'xyhiyx'.strip('xy') | '.a.'.lstrip('.') | '.a.'.rstrip('.') | s.startswith('He') | s.startswith(('x', 'H'))
s.endswith('ld') | s.startswith('') | s.split(', ') | s.split() | ' a  b '.split() | 'a,b,c'.split(',', 1) | 'a b c'.split(none, 1) | 'a b'.split('')
'a,b,c'.rsplit(',', 1) | ' a b c '.rsplit(none, 1) | 'aXXbXXc'.split('XX') | ' a b  '.split(none, 1) | ' a b '.split(none, 5) | ' a b '.rsplit() | ''.split() | ''.split(',') | 'a\\nb\\r\\nc\\n'.splitlines() | 'a\\nb'.splitlines(true)
'k=v=w'.partition('=') | 'k=v=w'.rpartition('=') | 'kv'.partition('=') | 'kv'.rpartition('=') | s.replace('l', 'L') | s.replace('l', 'L', 1)
'abc'.replace('', '-') | ''.replace('', '-') | 'aaa'.replace('aa', 'b') | ', '.join(['a', 'b']) | ''.join([]) | ','.join([1]) | s.find('o') | s.find('zz')
s.rfind('o') | u.find('日') | s.index('W') | s.index('zz') | s.count('l') | s.count('') | '12'.isdigit() | '1a'.isdigit() | ''.isdigit()
'ab'.isalpha() | 'a1'.isalnum() | ' \\t'.isspace() | 'AB1'.isupper() | 'ab'.islower() | '42'.zfill(5) | '-42'.zfill(5) | 'prefixed'.removeprefix('pre')
'named.txt'.removesuffix('.txt') | s.nosuch() | s.nosuch is defined | s|upper | s|lower | 'foo bar-baz (qux)'|title | "they're"|title | 'ABC def'|capitalize
w|trim | 'xax'|trim('x') | s|length | u|length | l|length | d|length | missing|length | none|length | l|first | l|last | e|first | empty|first | s|first
l|join | l|join(', ') | names|join('-') | people|join(',', attribute='name') | 'abc'|join('.') | [none, true, 1.5]|join('/') | l|sort | l|sort(reverse=true)
names|sort | names|sort(case_sensitive=true) | people|sort(attribute='age')|map(attribute='name')|join(',') | people|sort(reverse=true, attribute='age')|map(attribute='name')|join
l|reverse|list | s|reverse | l|list | s|list | d|list | l|sum | people|sum(attribute='age') | l|min | l|max | empty|max | names|max | ['A', 'a']|min | names|unique|list
[1, 1.0, 2]|unique|list | people|map(attribute='name')|list | people|map(attribute='tags.0')|list | people|map(attribute='zip', default='?')|list | names|map('upper')|join
['a b', 'c']|map('replace', ' ', '_')|list | people|selectattr('age', 'equalto', 30)|map(attribute='name')|list | people|selectattr('tags')|list|length
people|selectattr('tags', 'defined')|list|length | people|rejectattr('age', '>', 26)|map(attribute='name')|list | l|select('odd')|list | l|reject('odd')|list
[0, 1, '', 'x']|select|list | [0, 1]|reject|list | l|select('in', [1, 2])|list | l|select('nosuch')|list | missing|default('d') | missing|d | none|default('d')
none|default('d', true) | e|default('d', boolean=true) | s|default('d') | missing.x|default('d') | d.q|default(1) + 1 | d|items|list | missing|items|list
d.y|dictsort | {'b': 1, 'A': 2}|dictsort | {'b': 1, 'A': 2}|dictsort(by='value') | {'b': 1, 'A': 2}|dictsort(case_sensitive=true)|map('first')|list
'42'|int | ' 42 '|int | '4.7'|int | 'x'|int | 'x'|int(5) | 4.9|int | -4.9|int | true|int | none|int | '0x1f'|int(base=16) | '1.5'|float | 'x'|float | 3|float
-7|abs | (-7)|abs | 2.5|round | 3.5|round | 2.345|round(2) | 2.1|round(0, 'ceil') | 2.9|round(method='floor') | 1234|round(-2) | 5|string + '6' | none|string
l|string | s|safe | '<a & "b">'|escape | '<i>'|e | 'a\\nb\\n\\nc'|indent | 'a\\nb\\n\\nc'|indent(2, true) | 'a\\nb\\n\\nc'|indent('> ', blank=true) | 'ab'|center(7) | 'abc'|center(8)
'one two  three'|wordcount | d|tojson | u|tojson | s|tojson | 'q"\\\\/\\n\\x01<&>'|tojson | [1, 1.0, none, true, 'x']|tojson | d|tojson(indent=2) | {}|tojson(indent=2)
[]|tojson | [[], {}]|tojson(indent=1) | u|tojson(ensure_ascii=true) | {'b': 1, 'a': 2}|tojson(sort_keys=true) | l|tojson(separators=(',', ':')) | {1: 2}|tojson
missing|tojson | 1e22|tojson | d|attr('x') | s|nosuch | a is defined | missing is defined | d.q is defined | d.x is not defined | missing is undefined | n is none
n is not none | a is none | t is true | t is false | 1 is true | t is boolean | a is integer | t is integer | f is float | a is number | t is number | f is number
s is string | a is string | d is mapping | l is mapping | l is iterable | s is iterable | a is iterable | n is iterable | l is sequence | d is sequence | a is sequence
range is callable | s is callable | a is odd | a is even | 9 is divisibleby 3 | 9 is divisibleby(2) | a is eq 7 | a is ne 7 | a is gt 3 | a is le 7 | a is lt(3)
1 is in l | 9 is in l | 'abc' is lower | 'ABC' is upper | n is sameas none | t is sameas true | 1 is sameas true | a is equalto 7 | s is equalto 'x' or t
a is defined and a is string | not a is defined | a is nosuch | range(3)|list | range(1, 7, 2)|list | range(3, 0, -1)|list | range(0)|list | range(1, 2, 0)|list
dict(a=1, b=2) | dict([('k', 'v')]) | namespace(x=3).x | namespace({'y': 4}).y | strftime_now('%d %b %Y') | strftime_now('%A, %B %-d, %Y %H:%M:%S %p %j %%')
raise_exception('no') | injection | injection|trim | [injection] | 'a' ~ injection ~ 'b' | people[0].name | people|length > 2 and people[1]['name'] == 'bob'
(s|lower).split(',')[0] | s|lower.split | (1, 2, 3)[1] | [1, 2, 3][-1] | {'a': 1}['a'] | {'a': 1}.a | 'a.b'.split('.')[1]|upper | a, b | s is string and s|length == 12
d['y']['z'] | d["y"]["z"][-1] | 'x' * 3 ~ 'y' | 10 - 2 - 3 | 2 * 3 % 4 | 'a' ~ 'b' + 'c' | 1 ~ 2 + 3 | [x] | a if | 1 + | (1 | [1, | {'a' 1} | a b | 1 | unknown_filter | a.1
none + 1 | 'a' + 1 | 'a' - 'b' | 1 / 0 | 1 % 0 | [1] + (2,) | missing + 1 | -s | l < 3 | s in 3 | l[1:2:0]
"""

# whole templates, one a line
TEMPLATES = r"""
{% set x = 1 %}{% for i in [1, 2] %}{% set x = x + i %}{{ x }}{% endfor %}{{ x }}
{% set ns = namespace(n=0) %}{% for i in [1, 2, 3] %}{% set ns.n = ns.n + i %}{% endfor %}{{ ns.n }}
{% set d.x = 5 %}{{ d.x }}
{% set q, r = 1, 2 %}{{ q }}{{ r }}
{% set (q, r) = [3, 4] %}{{ q }}{{ r }}
{% set q, r = [1] %}
{% if t %}{% set y = 3 %}{% endif %}{{ y }}
{% if false %}a{% elif n %}b{% elif a > 5 %}c{% else %}d{% endif %}
{% for x in l %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }};{% endfor %}
{% for x in l %}{{ loop.previtem }}<{{ x }}>{{ loop.nextitem }};{% endfor %}
{% for x in l %}{{ loop.cycle('odd', 'even') }} {% endfor %}
{% for x in [1, 1, 2] %}{{ loop.changed(x) }} {% endfor %}
{% for x in l if x > 1 %}{{ loop.index }}/{{ loop.length }}:{{ x }}{% if not loop.last %}, {% endif %}{% endfor %}
{% for x in empty %}x{% else %}nothing{% endfor %}
{% for x in l if x > 9 %}x{% else %}nothing{% endfor %}
{% for x in missing %}x{% else %}nothing{% endfor %}
{% for x in n %}x{% endfor %}
{% for x in a %}x{% endfor %}
{% for c in u %}{{ c }}.{% endfor %}
{% for k in d %}{{ k }},{% endfor %}
{% for k, v in d.y.items() %}{{ k }}={{ v }}{% endfor %}
{% for k, v in d|items %}{{ k }}={{ v }};{% endfor %}
{% for x, (y, z) in [(1, (2, 3))] %}{{ x }}{{ y }}{{ z }}{% endfor %}
{% for x in l %}{% if x == 1 %}{% continue %}{% endif %}{{ x }}{% endfor %}
{% for x in l %}{% if x == 1 %}{% break %}{% endif %}{{ x }}{% endfor %}
{% for x in l %}{% for y in l %}{% if y == 1 %}{% break %}{% endif %}{{ x }}{{ y }} {% endfor %}{% endfor %}
{% for x in l %}{{ x }}{% endfor %}{{ x }}{{ loop }}
{% for x in 1, 2 %}{{ x }}{% endfor %}
{% for x in [1, 2] if t else [3] %}{{ x }}{% endfor %}
{% break %}
{% macro m(p, q='Q', r=none) %}[{{ p }}{{ q }}{{ r }}]{% endmacro %}{{ m(1) }}{{ m(1, 2) }}{{ m(r=3, p=0) }}{{ m() }}
{% macro m(p) %}x{% endmacro %}{{ m(1, 2) }}
{% macro m(p) %}x{% endmacro %}{{ m(z=2) }}
{% macro m(k) %}{{ k }}{% if k > 0 %}{{ m(k - 1) }}{% endif %}{% endmacro %}{{ m(3) }}
{% macro m() %}{{ s }}{% endmacro %}{% set s = 'changed' %}{{ m() }}
{% macro m() %} text {% endmacro %}<{{ m()|trim }}>{{ m() | length }}
{% macro m(x) -%} {{ x }} {%- endmacro -%} {{ m('y') ~ m('z') }}
{% set c %}a{{ a }}{% endset %}{{ c }}{{ c|length }}
{% set c | upper | trim %} abc {% endset %}<{{ c }}>
{% filter replace('a', 'b') | upper %}banana{% endfilter %}
{% with z = a, y = 2 %}{{ z }}{{ y }}{% endwith %}{{ z }}
{% with %}{% set z = 1 %}{{ z }}{% endwith %}{{ z }}
{% generation %}kept{% set g = 1 %}{% endgeneration %}{{ g }}
{% raw %}{{ a }}{% endraw %}{{ a }}
{# comment {{ a }} #}x
{{ injection }}{{ '{{ a }}' }}{% set i = injection %}{{ i }}
{{ '%}' }}{{ "}}" }}{{ {'a': {'b': 1}}['a']['b'] }}
{{ {'a': {'b': 1}} }}
{{- ' a ' -}} b {{ ' c ' }}
x {%- if t -%} y {%- endif -%} z
x {%+ if t +%} y {%+ endif %} z
{{ a
{% if a %}
{% endif %}
{% for x in l %}
{% if a %}{% endfor %}
{% nosuch %}
{% set %}
{% set x %}
{% include 'x' %}
{% extends 'x' %}
{# open
{% raw %} open
{{ 'open }}
{{ }}
{{ a; }}
{{ a @ b }}
{% else %}
{% for x in l %}{{ x.y.z }}{% endfor %}
{% if missing.x %}{% endif %}
{% if d.q %}q{% else %}no q{% endif %}{% if not d.q %}!{% endif %}
{{ people[0].tags[0] }}{{ people[1].tags }}{{ people[1].tags is defined }}
{{ s if s is defined and s | length > 0 else 'none' }}
{% set x = [] %}{% set x = x + [1] %}{% set x = x + ['two'] %}{{ x }}
{% set x = {} %}{% set x = dict(x, a=1) %}{{ x }}
{% if a in (1, 7) and s.split(',')|length == 2 %}yes{% endif %}
{% set message = {'role': 'user', 'content': 'hi'} %}{{ message.role ~ ': ' ~ message['content'] }}
{% for m in people[1:] %}{{ m.name }}{{ ', ' if not loop.last }}{% endfor %}
{{ 'a' if false }}{{ ('a' if false) ~ 'b' }}
{{ [1, 2,] }}{{ (1, 2,) }}{{ {'a': 1,} }}
{{ range(3)|list }}
{{ loop }}
{% set loop = 3 %}{{ loop }}
{% if not (a == 7 or b == 7) %}x{% else %}y{% endif %}
{% set a = a if a is defined else 1 %}{{ a }}
{% for i in range(2) %}{% for j in range(2) %}{{ loop.index }}{% endfor %}{{ loop.index }} {% endfor %}
{{ True }}{{ False }}{{ None }}{{ true }}{{ none }}
{{ 'É'.lower() }}{{ 'ß'.upper() }}{{ 'ǆ'.title() }}{{ 'İ'.lower()|length }}
"""


def expressions():
    """Cut at ' | ' only: a filter's bar has no spaces here."""
    return ["{{ " + e.strip() + " }}" for line in EXPRESSIONS.splitlines() if line for e in line.split(" | ")]


def templates():
    return [line for line in TEMPLATES.splitlines() if line]
