import type { Rule } from '../rule.ts'
import conditionInjection from './condition-injection.ts'
import insecureArtifactTransport from './insecure-artifact-transport.ts'
import legacyExecutor from './legacy-executor.ts'
import mutableImageTag from './mutable-image-tag.ts'
import podSpecPatchInjection from './pod-spec-patch-injection.ts'
import resourceManifestInjection from './resource-manifest-injection.ts'
import scriptInjection from './script-injection.ts'
import serverAnonymousAuth from './server-anonymous-auth.ts'
import serverInsecureTransport from './server-insecure-transport.ts'
import ssoWithoutRbac from './sso-without-rbac.ts'
import vulnerableArgoVersion from './vulnerable-argo-version.ts'
import workflowInControllerNamespace from './workflow-in-controller-namespace.ts'
import workflowRestrictions from './workflow-restrictions.ts'

/** Every rule, in the order of their ids. */
export const rules: readonly Rule[] = [
  conditionInjection,
  insecureArtifactTransport,
  legacyExecutor,
  mutableImageTag,
  podSpecPatchInjection,
  resourceManifestInjection,
  scriptInjection,
  serverAnonymousAuth,
  serverInsecureTransport,
  ssoWithoutRbac,
  vulnerableArgoVersion,
  workflowInControllerNamespace,
  workflowRestrictions,
]
