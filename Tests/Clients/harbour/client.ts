// Written by craft client generate: changes are lost when it is written anew.

export interface Boat {
  id: number;
  name: string;
  length: number;
  kind: BoatKind;
  berth?: Berth | null;
  launchedOn?: string | null;
  price?: number | null;
  tags: string[];
  key?: string | null;
  site?: string | null;
  lastSeen: Record<string, string>;
}

export type BoatKind = "sail" | "motor" | "row-boat";

export interface Berth {
  pier: string;
  number: number;
}

export interface PageLinks {
  first: string | null;
  last: string | null;
  prev: string | null;
  next: string | null;
}

export interface BoatInput {
  /** What is painted on its bow. */
  name: string;
  length: number;
  kind?: BoatKind;
  berth?: BerthInput | null;
  launchedOn?: string | null;
  price?: number | string | null;
  tags?: string[];
  key?: string | null;
  site?: string | null;
}

export interface BerthInput {
  pier: string;
  number: number;
}

export interface BoatConflict {
  name: string;
  takenBy: number;
}

export interface Voyage {
  boat: number;
  harbour: string;
}

export interface BoatQueue {
  place: number;
}

export interface UnknownBoat {
  wanted: number;
}

export interface BoatSighting {
  boat: number;
  at: string;
}

export type BoatsIndexKindsItem = "sail" | "motor" | "row-boat";

export interface BoatsIndexAnswer {
  items: Boat[];
  total: number;
  page: number;
  perPage: number;
  lastPage: number;
  links?: PageLinks;
}

export interface BoatsPictureBody {
  file: Blob;
  title: string;
}

/** What is wrong with one value. */
export interface APIProblemItem {
  /** Where it is: `["body", "tags", 0]`. */
  location: (string | number)[];
  rule: string;
  message: string;
}

/** Problem details (RFC 9457), with what is wrong with each value. */
export interface APIProblem {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  instance?: string;
  errors: APIProblemItem[];
}

/** An answer that is not what was asked for; `Body` is what it says where the API tells of it. */
export class APIError<Body = unknown> extends Error {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
  /** What it says went wrong, as problem details or as FastAPI tells it. */
  readonly problem: APIProblem | undefined;

  constructor(response: Response, body: unknown) {
    const problem = readProblem(body);
    super(`${response.status}: ${problem?.detail ?? problem?.title ?? response.statusText}`);
    this.name = "APIError";
    this.status = response.status;
    this.headers = response.headers;
    this.body = body as Body;
    this.problem = problem;
  }

  /** What is wrong with a value: the messages for `title`, `address.street` or `tags.0`. */
  messages(path: string): string[] {
    const errors = this.problem?.errors ?? [];
    return errors.filter((error) => error.location.slice(1).join(".") === path).map((error) => error.message);
  }
}

function readProblem(body: unknown): APIProblem | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const value = body as Record<string, unknown>;
  const items = Array.isArray(value.errors) ? value.errors : Array.isArray(value.detail) ? value.detail : [];
  const errors = (items as Record<string, unknown>[]).map((item) => ({
    location: (item.location ?? item.loc ?? []) as (string | number)[],
    rule: String(item.rule ?? item.type ?? ""),
    message: String(item.message ?? item.msg ?? ""),
  }));
  const detail = typeof value.detail === "string" ? value.detail : undefined;
  return { ...(value as object), detail, errors };
}

type APIPart = "path" | "query" | "header" | "cookie";

/** Values as fields of a query or a form: lists by a name for each element, objects with `name[key]`. */
function fields(name: string, value: unknown): [string, string | Blob][] {
  if (value === undefined || value === null) return [];
  if (value instanceof Blob) return [[name, value]];
  if (Array.isArray(value)) {
    const hasFiles = value.some((element) => element instanceof Blob);
    const isFlat = value.every((element) => typeof element !== "object" || element === null);
    return value.flatMap((element, index) =>
      fields(hasFiles ? `${name}[]` : isFlat ? name : `${name}[${index}]`, element));
  }
  if (typeof value === "object") {
    return Object.entries(value).flatMap(([key, inner]) => fields(name === "" ? key : `${name}[${key}]`, inner));
  }
  return [[name, String(value)]];
}

/** A request, before it is sent. */
class APIRequest {
  readonly method: string;
  path: string;
  readonly query: [string, string][] = [];
  readonly headers: Record<string, string> = {};
  readonly cookies: string[] = [];
  body: string | FormData | Blob | undefined;

  constructor(method: string, path: string) {
    this.method = method;
    this.path = path;
  }

  set(part: APIPart, name: string, value: unknown): void {
    if (value === undefined || value === null) return;
    const items = fields(name, value);
    const text = items.map((item) => String(item[1]));
    if (part === "path") this.path = this.path.replace(`{${name}}`, encodeURIComponent(text.join(",")));
    if (part === "query") for (const item of items) this.query.push([item[0], String(item[1])]);
    if (part === "header") this.headers[name] = text.join(", ");
    if (part === "cookie") this.cookies.push(`${name}=${encodeURIComponent(text.join(","))}`);
  }

  setBody(media: string, value: unknown): void {
    if (value === undefined) return;
    if (media === "multipart/form-data") {
      const form = new FormData();
      for (const [name, field] of fields("", value)) form.append(name, field);
      this.body = form;
      return;
    }
    this.headers["Content-Type"] = media;
    if (media === "application/x-www-form-urlencoded") {
      this.body = fields("", value)
        .map(([name, field]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(field))}`)
        .join("&");
    } else if (value instanceof Blob) {
      this.body = value;
    } else {
      this.body = media.includes("json") ? JSON.stringify(value) : String(value);
    }
  }
}

async function readBody(response: Response): Promise<unknown> {
  const type = response.headers.get("content-type") ?? "";
  if (response.status === 204 || response.status === 205) return undefined;
  if (type.includes("json")) return response.json();
  return type.startsWith("text/") ? response.text() : response.blob();
}

/** How a client proves who it is; what is missing is not sent. */
export interface Credentials {
  bearer?: string;
  headerKey?: string;
  headerKey2?: string;
}

export interface APIClientOptions {
  /** Where the server is. */
  baseURL: string;
  credentials?: Credentials;
  /** What sends the requests; the global `fetch` if it is missing. */
  fetch?: typeof fetch;
}

/** Harbour */
export class APIClient {
  baseURL: string;
  credentials: Credentials;
  readonly #fetch: typeof fetch;

  constructor(options: APIClientOptions) {
    this.baseURL = options.baseURL;
    this.credentials = options.credentials ?? {};
    this.#fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
  }

  async #send(request: APIRequest, ways: string[][]): Promise<unknown> {
    const way = ways.find((way) => way.every((scheme) => this.#prove(scheme)));
    for (const scheme of way ?? []) this.#prove(scheme)?.(request);
    const query = request.query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
    const address = this.baseURL.replace(/\/$/, "") + request.path + (query.length > 0 ? `?${query.join("&")}` : "");
    if (request.cookies.length > 0) request.headers["Cookie"] = request.cookies.join("; ");
    const headers = { Accept: "application/json, application/problem+json, */*;q=0.5", ...request.headers };
    const response = await this.#fetch(address, { method: request.method, headers, body: request.body });
    const body = await readBody(response);
    if (!response.ok) throw new APIError(response, body);
    return body;
  }

  #prove(scheme: string): ((request: APIRequest) => void) | undefined {
    switch (scheme) {
      case "bearer": {
        const value = this.credentials.bearer;
        if (value === undefined) return undefined;
        return (request) => { request.headers["Authorization"] = `Bearer ${value}`; };
      }
      case "headerKey": {
        const value = this.credentials.headerKey;
        if (value === undefined) return undefined;
        return (request) => { request.headers["X-Key"] = value; };
      }
      case "headerKey2": {
        const value = this.credentials.headerKey2;
        if (value === undefined) return undefined;
        return (request) => { request.headers["X-Bell"] = value; };
      }
      default:
        return undefined;
    }
  }

  /**
   * The boats.
   *
   * In the order in which they came.
   * @param parameters.kinds only these.
   * @param parameters.since launched then or later.
   */
  async boatsIndex(parameters: { kinds?: BoatsIndexKindsItem[]; since?: string; page?: number; xLanguage?: string; theme?: string } = {}): Promise<BoatsIndexAnswer> {
    const request = new APIRequest("GET", "/api/boats");
    request.set("query", "kinds", parameters.kinds);
    request.set("query", "since", parameters.since);
    request.set("query", "page", parameters.page);
    request.set("header", "X-Language", parameters.xLanguage);
    request.set("cookie", "theme", parameters.theme);
    return (await this.#send(request, [["bearer"], ["headerKey"]])) as BoatsIndexAnswer;
  }

  /**
   * POST /api/boats
   * @throws {APIError<BoatConflict>} 409: There is one of that name.
   */
  async boatsStore(parameters: { body: BoatInput }): Promise<Boat> {
    const request = new APIRequest("POST", "/api/boats");
    request.setBody("application/json", parameters.body);
    return (await this.#send(request, [["bearer"], ["headerKey"]])) as Boat;
  }

  /** GET /api/boats/{boat} */
  async boatsShow(parameters: { boat: number }): Promise<Boat> {
    const request = new APIRequest("GET", "/api/boats/{boat}");
    request.set("path", "boat", parameters.boat);
    return (await this.#send(request, [["bearer"], ["headerKey"]])) as Boat;
  }

  /**
   * DELETE /api/boats/{boat}
   * @deprecated
   */
  async boatsDestroy(parameters: { boat: number }): Promise<void> {
    const request = new APIRequest("DELETE", "/api/boats/{boat}");
    request.set("path", "boat", parameters.boat);
    await this.#send(request, [["bearer"], ["headerKey"]]);
  }

  /** PUT /api/boats/{boat}/picture */
  async boatsPicture(parameters: { boat: number; body: BoatsPictureBody }): Promise<string> {
    const request = new APIRequest("PUT", "/api/boats/{boat}/picture");
    request.set("path", "boat", parameters.boat);
    request.setBody("multipart/form-data", parameters.body);
    return (await this.#send(request, [["bearer"], ["headerKey"]])) as string;
  }

  /**
   * Lets a boat go.
   * @throws {APIError<BoatConflict>} 409: Another one is in its way.
   * @throws {APIError<UnknownBoat>} 404: There is no boat of that number.
   */
  async boatsLaunch(parameters: { boat: number }): Promise<Voyage | BoatQueue | void> {
    const request = new APIRequest("POST", "/api/boats/{boat}/launch");
    request.set("path", "boat", parameters.boat);
    return (await this.#send(request, [["bearer"], ["headerKey"]])) as Voyage | BoatQueue | void;
  }

  /** GET /theme/{name} */
  async theme(parameters: { name: string; xLanguage?: string; theme?: string }): Promise<string> {
    const request = new APIRequest("GET", "/theme/{name}");
    request.set("path", "name", parameters.name);
    request.set("header", "X-Language", parameters.xLanguage);
    request.set("cookie", "theme", parameters.theme);
    return (await this.#send(request, [])) as string;
  }
}
