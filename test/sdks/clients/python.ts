import path from 'node:path';
import { createInterface } from 'node:readline';
import type { PythonEnvironment } from '../../helpers/python';
import { SdkError, type Sdk, type SdkClient } from '../client';
import { VERSIONS } from './typescript-1';

const FOLDER = path.join(__dirname, '..', 'python');

/** Requirements of the two lines of the Python SDK. */
export const REQUIREMENTS = {
  polar0: path.join(FOLDER, 'requirements-polar-0.txt'),
  polar1: path.join(FOLDER, 'requirements-polar-1.txt'),
} as const;

/** A program of test/sdks/python in the middle of its conversation. */
export interface Conversation {
  /** @throws SdkError with what the SDK raised */
  call(call: string, parameters: Record<string, unknown>, client?: number): Promise<unknown>;
  end(): Promise<void>;
}

interface Answer {
  readonly value?: unknown;
  readonly error?: { errorClass: string; message: string; known: SdkError['known'] };
}

/** Starts a program that answers lines of JSON with lines of JSON, in their order. */
export function startConversation(python: PythonEnvironment, program: string): Conversation {
  const child = python.start([path.join(FOLDER, program)]);
  const waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void }[] = [];
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  createInterface({ input: child.stdout }).on('line', (line) =>
    waiting.shift()?.resolve(JSON.parse(line) as Answer),
  );
  const closed = new Promise<void>((resolve) => {
    child.once('close', () => {
      for (const { reject } of waiting) reject(new Error(`${program} ended: ${complaints}`));
      resolve();
    });
  });
  return {
    async call(call, parameters, client) {
      const answer = await new Promise<Answer>((resolve, reject) => {
        waiting.push({ resolve, reject });
        child.stdin.write(`${JSON.stringify({ call, arguments: parameters, client })}\n`);
      });
      if (answer.error === undefined) return answer.value;
      const { errorClass, message, known } = answer.error;
      throw new SdkError(errorClass, message, known);
    },
    async end() {
      child.stdin.end();
      await closed;
    },
  };
}

/** The calls of a client that lives in the Python process; their answers have the types already. */
function remoteClient(conversation: Conversation, client: number): SdkClient {
  const call = <T>(name: keyof SdkClient, parameters: Record<string, unknown>) =>
    conversation.call(name, parameters, client) as Promise<T>;
  return {
    createEndpoint: (endpoint) => call('createEndpoint', { endpoint }),
    listEndpoints: (filter = {}) => call('listEndpoints', { filter }),
    iterateEndpoints: (filter) => call('iterateEndpoints', { filter }),
    getEndpoint: (id) => call('getEndpoint', { id }),
    updateEndpoint: (id, patch) => call('updateEndpoint', { id, patch }),
    resetSecret: (id) => call('resetSecret', { id }),
    deleteEndpoint: (id) => call('deleteEndpoint', { id }),
    listDeliveries: (filter = {}) => call('listDeliveries', { filter }),
    iterateDeliveries: (filter) => call('iterateDeliveries', { filter }),
    redeliver: (id) => call('redeliver', { id }),
  };
}

const connector =
  (conversation: () => Conversation, version: string | null): Sdk['connect'] =>
  async (server_url, token) => {
    const client = await conversation().call('connect', { server_url, token, version });
    return remoteClient(conversation(), client as number);
  };

/** The Python SDK of the 0.x line, in a process of client_polar_0.py. */
export const python0 = (conversation: () => Conversation): Sdk => ({
  name: 'Python 0.32.0',
  times: 'datetime',
  apiVersion: null,
  differences: {
    dropsUnknownFields: true,
    refusesUnknownTypes: true,
    fallbackError: 'SDKError',
    emptyTokenError: undefined,
  },
  connect: connector(conversation, null),
});

/** The Python SDK of the 1.x line, once for each API version, in one process of client_polar_1.py. */
export const python1 = (conversation: () => Conversation): Sdk[] =>
  Object.keys(VERSIONS).map((version) => ({
    name: `Python 1.0.2, ${version}`,
    times: 'string',
    apiVersion: version,
    differences: {
      dropsUnknownFields: false,
      refusesUnknownTypes: false,
      fallbackError: 'PolarClientError',
      emptyTokenError: 'PolarNetworkError',
    },
    connect: connector(conversation, version),
  }));
