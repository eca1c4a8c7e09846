/** What a browser and the lab tell each other about passkeys: JSON with bytes as base64url, as the WebAuthn standard says it. */

type Json = Record<string, unknown>;

export function bytes(text: string): ArrayBuffer {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0)).buffer;
}

export function text(buffer: ArrayBuffer): string {
  const binary = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function descriptors(list: unknown): PublicKeyCredentialDescriptor[] {
  return ((list ?? []) as Json[]).map((each) => ({ ...each, id: bytes(each['id'] as string) }) as unknown as PublicKeyCredentialDescriptor);
}

/** What the browser is asked to make. */
export function creation(json: string): PublicKeyCredentialCreationOptions {
  const options = JSON.parse(json) as Json;
  const user = options['user'] as Json;
  return {
    ...options,
    challenge: bytes(options['challenge'] as string),
    user: { ...user, id: bytes(user['id'] as string) },
    excludeCredentials: descriptors(options['excludeCredentials']),
  } as unknown as PublicKeyCredentialCreationOptions;
}

/** What the browser is asked to show. */
export function request(json: string): PublicKeyCredentialRequestOptions {
  const options = JSON.parse(json) as Json;
  return {
    ...options,
    challenge: bytes(options['challenge'] as string),
    allowCredentials: descriptors(options['allowCredentials']),
  } as unknown as PublicKeyCredentialRequestOptions;
}

function answer(credential: PublicKeyCredential, response: Json): string {
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
    ...(credential.authenticatorAttachment ? { authenticatorAttachment: credential.authenticatorAttachment } : {}),
  });
}

/** A passkey that was made, for the lab. */
export function made(credential: PublicKeyCredential): string {
  const response = credential.response as AuthenticatorAttestationResponse;
  return answer(credential, {
    attestationObject: text(response.attestationObject),
    clientDataJSON: text(response.clientDataJSON),
    transports: response.getTransports?.() ?? [],
  });
}

/** A passkey that was shown, for the lab. */
export function shown(credential: PublicKeyCredential): string {
  const response = credential.response as AuthenticatorAssertionResponse;
  return answer(credential, {
    authenticatorData: text(response.authenticatorData),
    clientDataJSON: text(response.clientDataJSON),
    signature: text(response.signature),
    ...(response.userHandle ? { userHandle: text(response.userHandle) } : {}),
  });
}

/** Why there is no passkey, in words for whoever waits for it. */
export function reason(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  if (name === 'InvalidStateError') {
    return 'This device has a passkey for you already.';
  }
  if (name === 'NotAllowedError' || name === 'AbortError') {
    return 'No passkey was used: it was cancelled, took too long, or this device has none for this lab.';
  }
  return 'This browser or this address does not allow passkeys.';
}
