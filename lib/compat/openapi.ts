export const OPENAPI_DOCUMENT = 'swagger: "2.0"\n';
