/** Where GitHub is known not to answer as it describes, by JSON pointer: what stands there instead, and who saw it. */
export const deviations: Readonly<Record<string, object>> = {
  // Null once the comment is outdated: vitali87/croft#454, ZedThree/clang-tidy-review#142 (line), prontolabs/pronto#93 (position).
  '#/components/schemas/pull-request-review-comment/properties/line': { type: ['integer', 'null'] },
  '#/components/schemas/pull-request-review-comment/properties/position': { type: ['integer', 'null'] },
  '#/components/schemas/review-comment/properties/line': { type: ['integer', 'null'] },
  // The description wants every account to be a user and an enterprise at once.
  '#/paths/~1app~1installations/get/responses/200/content/application~1json/schema/items': {
    $ref: '#/components/schemas/installation',
  },
  // Its two siblings have `merge_group` among the events of an App.
  '#/components/schemas/webhook-check-suite-rerequested/properties/check_suite/properties/app/properties/events/items':
    {
      type: 'string',
    },
}
