import { factsOfConfigType, factsOfDeclaredType } from './resource-types.ts';
import { isSam } from './sam.ts';

/** Returns the CloudFormation types, SAM's included, that declare a Config type. */
export function declaredAs(configType: string): readonly string[] {
  return factsOfConfigType(configType).declaredAs ?? [configType];
}

/** Returns the property of a declared type that may contain its name. */
export function namingProperty(declaredType: string | null): string | undefined {
  if (declaredType === null) return undefined;
  const { name, nameInSam = name } = factsOfDeclaredType(declaredType);
  return isSam(declaredType) ? nameInSam : name;
}

/** Returns the types that launch resources of a Config type and give them their tags, CloudFormation's included. */
export function launchersOf(configType: string): readonly string[] {
  return factsOfConfigType(configType).launchedBy ?? [];
}
