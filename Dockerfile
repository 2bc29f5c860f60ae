# One image for all three processes: api (default), worker, migrate. The command chooses:
#   node --enable-source-maps dist/src/worker.js

FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# A workspace that package-lock.json knows; the client itself stays out of the image.
COPY clients/typescript/package.json clients/typescript/
RUN npm install
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
RUN npm run build:server && npm prune --omit=dev && rm node_modules/signalpost

FROM node:22-bookworm-slim
# Certificates for TLS to Temporal (Temporal Cloud): its client uses the system's.
RUN apt-get update \
  && apt-get install -y --no-install-recommends ca-certificates \
  && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY migrations ./migrations
USER node
EXPOSE 8400
# The API's; a worker or a migration switches it off (docker-compose.yml).
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 8400}/health/live`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/src/api/server.js"]
