import type { DocumentStatus } from '../../../server/src/protocol.ts';
import type { ServerState } from '../servers.ts';

/** What the language status item shows, in the terms of a person. The severity decides its colour. */
export interface StatusText {
  readonly text: string;
  readonly detail: string;
  readonly severity: 'information' | 'warning' | 'error';
  readonly busy: boolean;
  /** The one thing to do next. */
  readonly action: 'showOutput' | 'restartServer' | 'fixAll' | 'openSettings';
}

/** What is known when the item is drawn. */
export interface StatusFacts {
  readonly enabled: boolean;
  readonly server: ServerState;
  /** What the server said of the active document, if it has. */
  readonly document: DocumentStatus | undefined;
}

export type Translate = (message: string, ...args: (string | number)[]) => string;

/** Pure, so that every state can be read and tested in one place. */
export function statusText({ enabled, server, document }: StatusFacts, t: Translate): StatusText {
  const calm = { severity: 'information', busy: false, action: 'showOutput' } as const;
  if (!enabled)
    return { ...calm, text: t('Off'), detail: t('The setting "hardlint.enable" is false.'), action: 'openSettings' };
  if (server === 'failed') {
    const detail = t('The language server does not run. Its output says why.');
    return { ...calm, text: t('Not running'), detail, severity: 'error', action: 'restartServer' };
  }
  if (server === 'starting')
    return { ...calm, text: t('Starting'), detail: t('The language server is starting.'), busy: true };
  if (document?.state === 'disabled') {
    return { ...calm, text: t('Off'), detail: t('The settings switch Hardlint off here.'), action: 'openSettings' };
  }
  if (document?.state === 'excluded') {
    return { ...calm, text: t('Excluded'), detail: t('The settings exclude this file.'), action: 'openSettings' };
  }
  if (document?.state !== 'checked') {
    return {
      ...calm,
      text: t('No Kubernetes objects'),
      detail: t('Hardlint looks at files that hold Kubernetes objects.'),
    };
  }
  return checked(document, t);
}

function checked(document: DocumentStatus, t: Translate): StatusText {
  const { findings, fixable, suppressed, profile, kubernetesVersion } = document;
  const by = t('Profile {0}, Kubernetes {1}.', profile, kubernetesVersion);
  const hidden = suppressed === 0 ? '' : ` ${t('{0} suppressed.', suppressed)}`;
  const mendable = fixable === 0 ? '' : ` ${t('{0} can be fixed at once.', fixable)}`;
  return {
    text: findings === 0 ? t('No findings') : findings === 1 ? t('1 finding') : t('{0} findings', findings),
    detail: `${by}${mendable}${hidden}`,
    severity: findings === 0 ? 'information' : 'warning',
    busy: false,
    action: fixable === 0 ? 'showOutput' : 'fixAll',
  };
}
