import { z } from 'zod';

/** Path of a Cloud site's own id, which needs no credentials. */
export const tenantPath = '/_edge/tenant_info';

/** The id becomes a part of a path, so it must be plain. */
export const tenantInfo = z.object({ cloudId: z.string().regex(/^[\w-]{1,100}$/) });
