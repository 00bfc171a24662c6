import type { Rule } from '../../engine/rule.ts';
import imageDashboardDeployed from './image-dashboard-deployed.ts';
import imageDeprecatedRegistry from './image-deprecated-registry.ts';
import imageDigestMissing from './image-digest-missing.ts';
import imagePullPolicyNotAlways from './image-pull-policy-not-always.ts';
import imageRegistryNotAllowed from './image-registry-not-allowed.ts';
import imageTagLatest from './image-tag-latest.ts';
import imageTillerDeployed from './image-tiller-deployed.ts';

export const images: readonly Rule[] = [
  imageTagLatest,
  imageRegistryNotAllowed,
  imageDeprecatedRegistry,
  imageTillerDeployed,
  imageDashboardDeployed,
  imageDigestMissing,
  imagePullPolicyNotAlways,
];
