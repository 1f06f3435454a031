import AshlarSupport
import AshlarTemplate

/// The page that shows a document, and sends requests. It needs nothing of any other server.
enum OpenAPIPage {
    /// - Parameter nonce: what lets a script run where the app has a policy for content; nil where it has none.
    static func html(title: String, document: String, style: String, script: String, nonce: String?) -> String {
        func escaped(_ text: String) -> String { Markup.escaping(text).html }
        let allowed = nonce.map { " nonce=\"\(escaped($0))\"" } ?? ""
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(escaped(title))</title>
            <link rel="stylesheet" href="\(escaped(style))">
            <script src="\(escaped(script))"\(allowed) defer></script>
            </head>
            <body data-document="\(escaped(document))">
            <header><h1>\(escaped(title))</h1> <span id="version"></span> <a href="\(escaped(document))">OpenAPI 3.1</a></header>
            <main><p id="description"></p><section id="security" hidden><h2>Authorization</h2></section>
            <section id="operations" aria-live="polite">Loading.</section>
            <section id="schemas" hidden><h2>Schemas</h2></section></main>
            <noscript>This page needs JavaScript; the document does not.</noscript>
            </body>
            </html>
            """
    }

    static let style = """
        :root { color-scheme: light dark; --line: #8884; --soft: #8881; --accent: #2563eb; }
        body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 0 1rem 4rem; }
        header { align-items: baseline; border-bottom: 1px solid var(--line); display: flex; gap: 1rem; }
        h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
        details { border: 1px solid var(--line); border-radius: .4rem; margin: .4rem 0; }
        summary { cursor: pointer; padding: .5rem .75rem; }
        summary code { font-weight: 600; } summary .method { display: inline-block; font-weight: 700; width: 4.5rem; }
        .deprecated summary code { text-decoration: line-through; }
        .body { border-top: 1px solid var(--line); padding: .5rem .75rem 1rem; }
        label { display: block; margin: .5rem 0; } label small { opacity: .7; }
        input, select, textarea { box-sizing: border-box; font: inherit; padding: .35rem .5rem; width: 100%; }
        textarea { font-family: ui-monospace, monospace; font-size: .85rem; min-height: 9rem; }
        button { background: var(--accent); border: 0; border-radius: .3rem; color: #fff; cursor: pointer; font: inherit;
          padding: .4rem 1rem; }
        pre { background: var(--soft); border-radius: .3rem; font-size: .85rem; max-height: 24rem; overflow: auto;
          padding: .75rem; white-space: pre-wrap; word-break: break-word; }
        .required::after { color: #dc2626; content: " *"; }
        """

    static let script = #"""
        "use strict";
        (async () => {
          const make = (name, attributes = {}, ...children) => {
            const element = document.createElement(name);
            for (const [key, value] of Object.entries(attributes)) {
              if (key === "class") element.className = value; else if (value !== false) element.setAttribute(key, value);
            }
            element.append(...children.filter(child => child !== undefined && child !== null));
            return element;
          };
          const place = id => document.getElementById(id);
          const address = document.body.dataset.document;
          let api;
          try {
            const answer = await fetch(address);
            if (!answer.ok) throw new Error(answer.status + " " + answer.statusText);
            api = await answer.json();
          } catch (error) {
            place("operations").textContent = "The document at " + address + " cannot be read: " + error.message;
            return;
          }
          const resolve = value => {
            while (value && value.$ref) {
              value = value.$ref.slice(2).split("/").reduce((inner, key) => inner && inner[key], api);
            }
            return value || {};
          };
          const json = value => JSON.stringify(value, null, 2);

          // What could be sent, made of a schema.
          const sample = (schema, depth = 0) => {
            schema = resolve(schema);
            if (depth > 6) return null;
            if ("example" in schema) return schema.example;
            if ("default" in schema) return schema.default;
            if ("const" in schema) return schema.const;
            if (schema.enum) return schema.enum[0];
            if (!schema.type && schema.anyOf) return sample(schema.anyOf[0], depth + 1);
            const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
            if (type === "object") {
              return Object.fromEntries(Object.entries(schema.properties || {}).map(([name, inner]) =>
                [name, sample(inner, depth + 1)]));
            }
            if (type === "array") return schema.minItems ? [sample(schema.items, depth + 1)] : [];
            if (type === "integer" || type === "number") return schema.minimum ?? 0;
            if (type === "boolean") return false;
            const formats = { "date-time": "2026-01-31T12:00:00Z", date: "2026-01-31", email: "ada@example.com",
              uuid: "00000000-0000-0000-0000-000000000000", uri: "https://example.com" };
            return formats[schema.format] || "";
          };

          // Who asks: kept until the tab is closed.
          const schemes = (api.components && api.components.securitySchemes) || {};
          const secrets = {};
          for (const [name, scheme] of Object.entries(schemes)) {
            const key = "ashlar.docs." + location.pathname + "." + name;
            const hint = scheme.type === "apiKey" ? scheme.in + " " + scheme.name
              : scheme.scheme === "basic" ? "name:password" : "token";
            const input = make("input", { type: "password", autocomplete: "off", placeholder: hint });
            input.value = secrets[name] = sessionStorage.getItem(key) || "";
            input.addEventListener("input", () => {
              secrets[name] = input.value;
              sessionStorage.setItem(key, input.value);
            });
            place("security").append(make("label", {}, name + " ", make("small", {}, hint), input));
            place("security").hidden = false;
          }
          const authorize = (operation, url, headers) => {
            for (const wanted of operation.security || api.security || []) {
              for (const name of Object.keys(wanted)) {
                const scheme = schemes[name], secret = secrets[name];
                if (!scheme || !secret) continue;
                if (scheme.type === "apiKey" && scheme.in === "header") headers.set(scheme.name, secret);
                else if (scheme.type === "apiKey" && scheme.in === "query") url.searchParams.set(scheme.name, secret);
                else if (scheme.type === "apiKey") document.cookie = scheme.name + "=" + encodeURIComponent(secret) + "; path=/";
                else if (scheme.scheme === "basic") {
                  const bytes = new TextEncoder().encode(secret);
                  headers.set("Authorization", "Basic " + btoa(String.fromCharCode(...bytes)));
                } else headers.set("Authorization", "Bearer " + secret);
              }
            }
          };

          const control = (schema, isRequired) => {
            const found = resolve(schema);
            const choices = found.enum || (found.type === "boolean" ? ["true", "false"] : null);
            if (choices) {
              return make("select", {}, ...(isRequired ? [] : [make("option", { value: "" })]),
                ...choices.map(choice => make("option", { value: choice }, String(choice))));
            }
            const input = make("input", { type: found.type === "integer" || found.type === "number" ? "number" : "text",
              step: found.type === "number" ? "any" : false });
            if (found.default !== undefined) input.placeholder = String(found.default);
            return input;
          };

          const answersOf = operation => Object.entries(operation.responses || {}).map(([status, answer]) => {
            answer = resolve(answer);
            const body = answer.content && Object.entries(answer.content)[0];
            return make("div", {}, make("strong", {}, status), " " + (answer.description || ""),
              body && body[1].schema ? make("pre", {}, json(body[1].schema)) : undefined);
          });

          const tryOut = (method, path, operation) => {
            const form = make("form", { class: "body" });
            if (operation.description) form.append(make("p", {}, operation.description));
            const fields = (operation.parameters || []).map(resolve).map(parameter => {
              const input = control(parameter.schema, parameter.required);
              const kind = resolve(parameter.schema).type || "";
              form.append(make("label", {}, make("span", { class: parameter.required ? "required" : "" }, parameter.name),
                make("small", {}, " " + parameter.in + " " + kind + (parameter.description ? ": " + parameter.description : "")),
                input));
              return { parameter, input };
            });
            let text, kinds;
            const content = operation.requestBody && resolve(operation.requestBody).content;
            if (content) {
              kinds = make("select", { "aria-label": "Media type" },
                ...Object.keys(content).map(kind => make("option", { value: kind }, kind)));
              const first = content[Object.keys(content)[0]];
              text = make("textarea", { spellcheck: "false", "aria-label": "Body" });
              text.value = json(first.example === undefined ? sample(first.schema) : first.example);
              form.append(make("label", {}, "Body", kinds), text);
            }
            const output = make("pre", { hidden: "" });
            form.append(make("p", {}, make("button", {}, "Send")), output);
            form.addEventListener("submit", async event => {
              event.preventDefault();
              output.hidden = false;
              output.textContent = "…";
              try {
                let target = path;
                const query = [], headers = new Headers({ Accept: "application/json, */*;q=0.5" });
                for (const { parameter, input } of fields) {
                  if (parameter.in === "path") target = target.replace("{" + parameter.name + "}", encodeURIComponent(input.value));
                  else if (input.value === "") continue;
                  else if (parameter.in === "query") {
                    const many = resolve(parameter.schema).type === "array";
                    for (const value of many ? input.value.split(",") : [input.value]) query.push([parameter.name, value.trim()]);
                  } else if (parameter.in === "header") headers.set(parameter.name, input.value);
                  else document.cookie = parameter.name + "=" + encodeURIComponent(input.value) + "; path=/";
                }
                const base = api.servers && new URL(api.servers[0].url, location.href).origin === location.origin
                  ? new URL(api.servers[0].url, location.href).pathname.replace(/\/$/, "") : "";
                const url = new URL(base + target, location.origin);
                for (const [name, value] of query) url.searchParams.append(name, value);
                authorize(operation, url, headers);
                let body;
                if (content) {
                  if (kinds.value === "application/json") {
                    body = text.value;
                    headers.set("Content-Type", kinds.value);
                  } else {
                    body = kinds.value === "multipart/form-data" ? new FormData() : new URLSearchParams();
                    for (const [name, value] of Object.entries(JSON.parse(text.value || "{}"))) {
                      for (const one of Array.isArray(value) ? value : [value]) {
                        if (one !== null) body.append(name, typeof one === "object" ? json(one) : String(one));
                      }
                    }
                  }
                }
                const answer = await fetch(url, { method: method.toUpperCase(), headers, body, credentials: "same-origin" });
                const shown = [...answer.headers].map(([name, value]) => name + ": " + value).join("\n");
                let received = await answer.text();
                try { received = json(JSON.parse(received)); } catch { /* It is shown as it came. */ }
                output.textContent = answer.status + " " + answer.statusText + "\n" + shown + "\n\n" + received;
              } catch (error) {
                output.textContent = error.message;
              }
            });
            form.append(make("h3", {}, "Answers"), ...answersOf(operation));
            return form;
          };

          // What the app sends cannot be tried from here.
          const told = operation => {
            const text = make("div", { class: "body" });
            if (operation.description) text.append(make("p", {}, operation.description));
            for (const parameter of (operation.parameters || []).map(resolve)) {
              text.append(make("p", {}, parameter.name, make("small", {}, " " + parameter.in + " " + (parameter.description || ""))));
            }
            for (const [kind, body] of Object.entries((operation.requestBody && operation.requestBody.content) || {})) {
              text.append(make("h3", {}, kind), make("pre", {}, json(body.example === undefined ? sample(body.schema) : body.example)));
            }
            text.append(make("h3", {}, "Answers"), ...answersOf(operation));
            return text;
          };

          document.title = api.info.title;
          place("version").textContent = api.info.version;
          place("description").textContent = api.info.description || "";
          place("operations").textContent = "";
          const groups = new Map((api.tags || []).map(tag => [tag.name, []]));
          for (const [path, item] of Object.entries(api.paths || {})) {
            for (const [method, operation] of Object.entries(item)) {
              for (const tag of operation.tags || [""]) {
                if (!groups.has(tag)) groups.set(tag, []);
                groups.get(tag).push({ path, method, operation });
              }
            }
          }
          for (const [tag, operations] of groups) {
            if (!operations.length) continue;
            if (tag) place("operations").append(make("h2", {}, tag));
            for (const { path, method, operation } of operations) {
              const details = make("details", { id: operation.operationId || method + path,
                class: operation.deprecated ? "deprecated" : "" },
                make("summary", {}, make("span", { class: "method" }, method.toUpperCase()), make("code", {}, path), " ",
                  operation.summary || ""));
              details.addEventListener("toggle", () => {
                if (details.open && details.children.length === 1) details.append(tryOut(method, path, operation));
              });
              place("operations").append(details);
            }
          }
          Object.entries(api.webhooks || {}).forEach(([name, item], index) => {
            if (index === 0) place("operations").append(make("h2", {}, "Webhooks"));
            for (const [method, operation] of Object.entries(item)) {
              place("operations").append(make("details", { id: operation.operationId || "webhook-" + method + "-" + name,
                class: operation.deprecated ? "deprecated" : "" },
                make("summary", {}, make("span", { class: "method" }, method.toUpperCase()), make("code", {}, name), " ",
                  operation.summary || ""), told(operation)));
            }
          });
          // A link may lead to one of them.
          const wanted = document.getElementById(decodeURIComponent(location.hash.slice(1)));
          if (wanted && wanted.tagName === "DETAILS") wanted.open = true;
          for (const [name, schema] of Object.entries((api.components && api.components.schemas) || {})) {
            place("schemas").hidden = false;
            place("schemas").append(make("details", {}, make("summary", {}, make("code", {}, name)),
              make("pre", { class: "body" }, json(schema))));
          }
        })();
        """#
}
