import type { Rule } from '../rule.ts'
import automountedServiceAccountToken from './automounted-service-account-token.ts'
import conditionInjection from './condition-injection.ts'
import defaultServiceAccount from './default-service-account.ts'
import duplicateKey from './duplicate-key.ts'
import hostNamespace from './host-namespace.ts'
import hostPathVolume from './host-path-volume.ts'
import insecureArtifactTransport from './insecure-artifact-transport.ts'
import legacyExecutor from './legacy-executor.ts'
import mutableImageTag from './mutable-image-tag.ts'
import podSpecPatchInjection from './pod-spec-patch-injection.ts'
import privilegedContainer from './privileged-container.ts'
import resourceManifestInjection from './resource-manifest-injection.ts'
import runAsRoot from './run-as-root.ts'
import scriptInjection from './script-injection.ts'
import serverAnonymousAuth from './server-anonymous-auth.ts'
import serverInsecureTransport from './server-insecure-transport.ts'
import ssoWithoutRbac from './sso-without-rbac.ts'
import templateDropsSecurityContext from './template-drops-security-context.ts'
import unexplainedIgnore from './unexplained-ignore.ts'
import vulnerableArgoVersion from './vulnerable-argo-version.ts'
import workflowInControllerNamespace from './workflow-in-controller-namespace.ts'
import workflowRestrictions from './workflow-restrictions.ts'

/** Every rule, in the order of their ids. */
export const rules: readonly Rule[] = [
  automountedServiceAccountToken,
  conditionInjection,
  defaultServiceAccount,
  duplicateKey,
  hostNamespace,
  hostPathVolume,
  insecureArtifactTransport,
  legacyExecutor,
  mutableImageTag,
  podSpecPatchInjection,
  privilegedContainer,
  resourceManifestInjection,
  runAsRoot,
  scriptInjection,
  serverAnonymousAuth,
  serverInsecureTransport,
  ssoWithoutRbac,
  templateDropsSecurityContext,
  unexplainedIgnore,
  vulnerableArgoVersion,
  workflowInControllerNamespace,
  workflowRestrictions,
]
