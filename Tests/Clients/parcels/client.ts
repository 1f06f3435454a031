// Written by craft client generate: changes are lost when it is written anew.

export interface Parcel {
  id: string;
  contents: Contents;
  parent: Parcel | null;
  previous?: Parcel;
  self: string;
  sent_at: string;
  due?: string;
  seal?: string;
  "2d-code"?: string;
  status?: Status;
  notes?: unknown;
}

export type Status = "in-transit" | "in_transit" | "" | "2nd try" | "default";

export interface Task {
  name: string;
  step: number;
}

export interface Base {
  name: string;
}

export interface ErrorModel {
  message: string;
}

export interface Patch {
  weight: number | null;
  size?: PatchSize;
}

export type PatchSize = string | number | Base;

export type Contents = Letter | Goods | Bundle;

export interface Letter {
  kind: LetterKind;
  pages: number;
}

export type LetterKind = "letter";

export interface Goods {
  kind: GoodsKind;
  value: number | string;
}

export type GoodsKind = "goods";

export interface Bundle {
  kind: BundleKind;
  of: Contents[];
}

export type BundleKind = "Bundle";

export interface GetParcelFilter {
  min_weight?: number;
  class?: string[];
}

export interface SendBody {
  label: Blob;
  photos?: Blob[];
  to: SendBodyTo;
  stops?: SendBodyStopsItem[];
}

export interface SendBodyTo {
  city: string;
  lines?: string[];
}

export interface SendBodyStopsItem {
  map?: Blob;
  on?: string;
}

export interface SearchBody {
  q: string;
  sizes?: SearchBodySizesItem[];
}

export type SearchBodySizesItem = -1 | 0 | 1;

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
  token?: string;
  login?: { user: string; password: string };
  tenant?: string;
}

export interface APIClientOptions {
  /** Where the server is. */
  baseURL?: string; // https://parcels.example.com/v2/
  credentials?: Credentials;
  /** What sends the requests; the global `fetch` if it is missing. */
  fetch?: typeof fetch;
}

/** Parcel service */
export class APIClient {
  baseURL: string;
  credentials: Credentials;
  readonly #fetch: typeof fetch;

  constructor(options: APIClientOptions = {}) {
    this.baseURL = options.baseURL ?? "https://parcels.example.com/v2/";
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
      case "token": {
        const value = this.credentials.token;
        if (value === undefined) return undefined;
        return (request) => { request.query.push(["api token", value]); };
      }
      case "login": {
        const value = this.credentials.login;
        if (value === undefined) return undefined;
        return (request) => { request.headers["Authorization"] = `Basic ${btoa(`${value.user}:${value.password}`)}`; };
      }
      case "tenant": {
        const value = this.credentials.tenant;
        if (value === undefined) return undefined;
        return (request) => { request.cookies.push("tenant=" + encodeURIComponent(value)); };
      }
      default:
        return undefined;
    }
  }

  /**
   * One parcel. * / " \(1) \u{0}
   * @throws {APIError<ErrorModel>} 404: There is none.
   */
  async getParcel(parameters: { parcelId: string; xTraceId?: string; filter?: GetParcelFilter; bodyValue?: boolean }): Promise<Parcel | Task | void> {
    const request = new APIRequest("GET", "/parcels/{parcel_id}");
    request.set("path", "parcel_id", parameters.parcelId);
    request.set("header", "X-Trace-Id", parameters.xTraceId);
    request.set("query", "filter", parameters.filter);
    request.set("query", "body", parameters.bodyValue);
    return (await this.#send(request, [["token"], ["login", "tenant"], []])) as Parcel | Task | void;
  }

  /** PATCH /parcels/{parcel_id} */
  async parcelsUpdate(parameters: { parcelId: string; xTraceId?: string; body: Patch }): Promise<Record<string, number>> {
    const request = new APIRequest("PATCH", "/parcels/{parcel_id}");
    request.set("path", "parcel_id", parameters.parcelId);
    request.set("header", "X-Trace-Id", parameters.xTraceId);
    request.setBody("application/json", parameters.body);
    return (await this.#send(request, [["token"], ["login", "tenant"], []])) as Record<string, number>;
  }

  /** PUT /parcels/{parcel_id} */
  async putParcelsParcelId(parameters: { parcelId: string; xTraceId?: string; body?: Blob }): Promise<Blob> {
    const request = new APIRequest("PUT", "/parcels/{parcel_id}");
    request.set("path", "parcel_id", parameters.parcelId);
    request.set("header", "X-Trace-Id", parameters.xTraceId);
    request.setBody("application/octet-stream", parameters.body);
    return (await this.#send(request, [])) as Blob;
  }

  /** POST /parcels */
  async send(parameters: { body?: SendBody } = {}): Promise<string> {
    const request = new APIRequest("POST", "/parcels");
    request.setBody("multipart/form-data", parameters.body);
    return (await this.#send(request, [["token"], ["login", "tenant"], []])) as string;
  }

  /** POST /search */
  async search(parameters: { body: SearchBody }): Promise<Contents[]> {
    const request = new APIRequest("POST", "/search");
    request.setBody("application/x-www-form-urlencoded", parameters.body);
    return (await this.#send(request, [["token"], ["login", "tenant"], []])) as Contents[];
  }
}
