/**
 * A type assertion switches the compiler off, so it has to say why it is right: in a comment on its line or just
 * above its statement. `as const` asserts nothing.
 */
export const explainedCast = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      unexplained: 'Say in a comment why this type assertion is right, or parse the value with a schema.',
    },
  },
  create(context) {
    const source = context.sourceCode;
    const commentLines = new Set(
      source.getAllComments().flatMap(({ loc }) => range(loc.start.line, loc.end.line)),
    );
    const check = (node) => {
      if (source.getText(node.typeAnnotation) === 'const') return;
      let statement = node;
      while (statement.parent && !/Statement$|Declaration$|^PropertyDefinition$/.test(statement.type))
        statement = statement.parent;
      const lines = [
        ...range(node.loc.start.line, node.loc.end.line),
        statement.loc.start.line - 1,
        node.loc.start.line - 1,
      ];
      if (!lines.some((line) => commentLines.has(line))) context.report({ node, messageId: 'unexplained' });
    };
    return { TSAsExpression: check, TSTypeAssertion: check };
  },
};

function range(first, last) {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
