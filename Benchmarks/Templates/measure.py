"""Renders the page with Jinja2 and compiles a template: prints the least CPU seconds of each, and the page to stderr."""
import json, sys, time
from jinja2 import Environment, FileSystemLoader

folder, rounds = sys.argv[1], int(sys.argv[2])
environment = Environment(loader=FileSystemLoader(folder), autoescape=True)


class Row:
    __slots__ = ("id", "name", "mail", "note", "active")


rows = []
for number in range(1000):
    row = Row()
    row.id, row.active = number, number % 3 != 0
    row.name, row.mail = f"Ada <{number}> Lovelace", f"ada{number}@example.com"
    row.note = f"Said \"yes\" & 'no' to offer {number}, and asked to be called back"
    rows.append(row)
values = {
    "site": "Bits & Pieces", "rows": rows,
    "links": [{"address": f"/pages/{number}", "name": f"Page {number}"} for number in range(8)],
}


def least(body):
    best = 1e9
    for _ in range(rounds):
        start = time.process_time()
        body()
        best = min(best, time.process_time() - start)
    return best


template = environment.get_template("page.html")
source = sys.stdin.read()
result = {
    "page": least(lambda: template.render(values)),
    "compile": least(lambda: environment.from_string(source)),
}
sys.stderr.write(template.render(values))
print(json.dumps(result))
