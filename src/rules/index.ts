import type { Rule } from '../rule.ts'
import approvalGateBypass from './approval-gate-bypass.ts'
import artifactKeyInjection from './artifact-key-injection.ts'
import automountedServiceAccountToken from './automounted-service-account-token.ts'
import componentPodUnhardened from './component-pod-unhardened.ts'
import conditionInjection from './condition-injection.ts'
import controllerRoleTooBroad from './controller-role-too-broad.ts'
import dangerousCapabilities from './dangerous-capabilities.ts'
import debugLeftEnabled from './debug-left-enabled.ts'
import defaultServiceAccount from './default-service-account.ts'
import defaultServiceAccountBinding from './default-service-account-binding.ts'
import duplicateKey from './duplicate-key.ts'
import dynamicTemplateReference from './dynamic-template-reference.ts'
import eventSelectorTooBroad from './event-selector-too-broad.ts'
import executorPluginTrust from './executor-plugin-trust.ts'
import expressionInjection from './expression-injection.ts'
import gitSubmoduleCredentials from './git-submodule-credentials.ts'
import hardcodedSecret from './hardcoded-secret.ts'
import hostNamespace from './host-namespace.ts'
import hostPathVolume from './host-path-volume.ts'
import insecureArtifactTransport from './insecure-artifact-transport.ts'
import invalidControllerConfig from './invalid-controller-config.ts'
import kubeletVariableExpansion from './kubelet-variable-expansion.ts'
import legacyExecutor from './legacy-executor.ts'
import metricsExposed from './metrics-exposed.ts'
import missingDeadline from './missing-deadline.ts'
import missingGarbageCollection from './missing-garbage-collection.ts'
import missingResourceLimits from './missing-resource-limits.ts'
import mutableImageTag from './mutable-image-tag.ts'
import networkPolicyGap from './network-policy-gap.ts'
import parameterizedImage from './parameterized-image.ts'
import parameterizedReference from './parameterized-reference.ts'
import persistenceInsecureTransport from './persistence-insecure-transport.ts'
import pipeToShell from './pipe-to-shell.ts'
import podSecurityRestricted from './pod-security-restricted.ts'
import podSpecPatchInjection from './pod-spec-patch-injection.ts'
import podSpecPatchWeakensSecurity from './pod-spec-patch-weakens-security.ts'
import privilegedContainer from './privileged-container.ts'
import privilegedServiceAccount from './privileged-service-account.ts'
import removedField from './removed-field.ts'
import requestForgery from './request-forgery.ts'
import resourceManifestInjection from './resource-manifest-injection.ts'
import runAsRoot from './run-as-root.ts'
import scriptInjection from './script-injection.ts'
import secretInOutput from './secret-in-output.ts'
import secretInParameter from './secret-in-parameter.ts'
import sensitiveLogging from './sensitive-logging.ts'
import sensitiveScheduling from './sensitive-scheduling.ts'
import sensorParameterDestination from './sensor-parameter-destination.ts'
import serverAnonymousAuth from './server-anonymous-auth.ts'
import serverBrowserProtections from './server-browser-protections.ts'
import serverExposed from './server-exposed.ts'
import serverInsecureTransport from './server-insecure-transport.ts'
import serverRoleTooBroad from './server-role-too-broad.ts'
import ssoRbacCatchAll from './sso-rbac-catch-all.ts'
import ssoWeakSettings from './sso-weak-settings.ts'
import ssoWithoutRbac from './sso-without-rbac.ts'
import templateDropsSecurityContext from './template-drops-security-context.ts'
import templateOverrideWeakensSecurity from './template-override-weakens-security.ts'
import unboundedFanOut from './unbounded-fan-out.ts'
import unboundedRetry from './unbounded-retry.ts'
import unconfinedKernelProfile from './unconfined-kernel-profile.ts'
import unexplainedIgnore from './unexplained-ignore.ts'
import unhardenedWorkflowDefaults from './unhardened-workflow-defaults.ts'
import unpinnedGitArtifact from './unpinned-git-artifact.ts'
import unpinnedInstallManifest from './unpinned-install-manifest.ts'
import untrustedEventParameter from './untrusted-event-parameter.ts'
import vulnerableArgoVersion from './vulnerable-argo-version.ts'
import webhookClientRoleTooBroad from './webhook-client-role-too-broad.ts'
import webhookClientSecret from './webhook-client-secret.ts'
import workflowCreateEscalation from './workflow-create-escalation.ts'
import workflowInControllerNamespace from './workflow-in-controller-namespace.ts'
import workflowRestrictions from './workflow-restrictions.ts'

/** Every rule, in the order of their ids. */
export const rules: readonly Rule[] = [
  approvalGateBypass,
  artifactKeyInjection,
  automountedServiceAccountToken,
  componentPodUnhardened,
  conditionInjection,
  controllerRoleTooBroad,
  dangerousCapabilities,
  debugLeftEnabled,
  defaultServiceAccount,
  defaultServiceAccountBinding,
  duplicateKey,
  dynamicTemplateReference,
  eventSelectorTooBroad,
  executorPluginTrust,
  expressionInjection,
  gitSubmoduleCredentials,
  hardcodedSecret,
  hostNamespace,
  hostPathVolume,
  insecureArtifactTransport,
  invalidControllerConfig,
  kubeletVariableExpansion,
  legacyExecutor,
  metricsExposed,
  missingDeadline,
  missingGarbageCollection,
  missingResourceLimits,
  mutableImageTag,
  networkPolicyGap,
  parameterizedImage,
  parameterizedReference,
  persistenceInsecureTransport,
  pipeToShell,
  podSecurityRestricted,
  podSpecPatchInjection,
  podSpecPatchWeakensSecurity,
  privilegedContainer,
  privilegedServiceAccount,
  removedField,
  requestForgery,
  resourceManifestInjection,
  runAsRoot,
  scriptInjection,
  secretInOutput,
  secretInParameter,
  sensitiveLogging,
  sensitiveScheduling,
  sensorParameterDestination,
  serverAnonymousAuth,
  serverBrowserProtections,
  serverExposed,
  serverInsecureTransport,
  serverRoleTooBroad,
  ssoRbacCatchAll,
  ssoWeakSettings,
  ssoWithoutRbac,
  templateDropsSecurityContext,
  templateOverrideWeakensSecurity,
  unboundedFanOut,
  unboundedRetry,
  unconfinedKernelProfile,
  unexplainedIgnore,
  unhardenedWorkflowDefaults,
  unpinnedGitArtifact,
  unpinnedInstallManifest,
  untrustedEventParameter,
  vulnerableArgoVersion,
  webhookClientRoleTooBroad,
  webhookClientSecret,
  workflowCreateEscalation,
  workflowInControllerNamespace,
  workflowRestrictions,
]
