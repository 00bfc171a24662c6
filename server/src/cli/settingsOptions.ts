import { PROFILE_NAMES } from '../engine/profiles.ts';
import { parseKubernetesVersion } from '../resources/version.ts';
import { suggestion, type Settings } from '../settings.ts';
import { ConfigFiles } from './configFiles.ts';
import { UsageError } from './usageError.ts';

/** What the command line says about settings; plain data, so that a worker thread can be given it. */
export interface SettingsOptions {
  readonly config?: string | undefined;
  readonly profile?: string | undefined;
  readonly 'kubernetes-version'?: string | undefined;
}

/** Configuration files under the command line's own settings. @throws UsageError for a value that does not exist. */
export function configFiles(options: SettingsOptions): ConfigFiles {
  const { profile: name, 'kubernetes-version': version, config } = options;
  const profile = PROFILE_NAMES.find((known) => known === name);
  if (name !== undefined && profile === undefined) {
    throw new UsageError(
      `There is no profile "${name}".${suggestion(name, PROFILE_NAMES)} Profiles: ${PROFILE_NAMES.join(', ')}.`,
    );
  }
  const kubernetesVersion = version === undefined ? undefined : parseKubernetesVersion(version);
  if (version !== undefined && kubernetesVersion === undefined) {
    throw new UsageError(`"${version}" is no Kubernetes version. Write "latest" or a version such as 1.34.`);
  }
  return new ConfigFiles(config, (settings: Settings) => ({
    ...settings,
    ...(profile === undefined ? {} : { profile }),
    ...(kubernetesVersion === undefined ? {} : { kubernetesVersion }),
  }));
}
