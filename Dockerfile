# One file, three images: `gateway` (the default), `notifications` and `migrate`.
# They differ in the command alone, so what was tested together also ships together.

FROM node:24.20.0-bookworm-slim AS base
WORKDIR /app

# Install scripts are off (.npmrc too): none is needed, and some download engines.
FROM base AS build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build

# npm also keeps what production code names as an optional peer: the TypeScript compiler, which never runs here.
FROM base AS dependencies
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts \
  && node -e "const { packages } = require('./package-lock.json'); \
    const unused = Object.keys(packages).filter((path) => packages[path].devOptional); \
    for (const path of unused) require('node:fs').rmSync(path, { recursive: true, force: true });"

# Files belong to root and processes run as `node`: a program that is broken into cannot rewrite itself.
FROM base AS runtime
ENV NODE_ENV=production \
  HOST=0.0.0.0
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json ./
COPY prisma/schema.prisma ./prisma/
COPY prisma/migrations ./prisma/migrations
COPY docs/openapi.json ./docs/
COPY --from=build /app/dist ./dist
USER node

FROM runtime AS migrate
HEALTHCHECK NONE
CMD ["node", "dist/bundle/migrate.js"]

FROM runtime AS notifications
EXPOSE 3001
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.NOTIFICATIONS_PORT || 3001}/health/live`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/bundle/notifications.js"]

FROM runtime AS gateway
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/health/live`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/bundle/gateway.js"]
