# The App: no shell is needed to run it, no file of the image is its own to change, and only /data is written.
#   docker build -t lynceus .
#   docker run --read-only --cap-drop ALL --security-opt no-new-privileges --env-file .env -v lynceus:/data -p 3000:3000 lynceus

FROM node:24.21.0-bookworm-slim AS dependencies
WORKDIR /lynceus
COPY package.json package-lock.json .npmrc ./
# No install script runs. The optional packages bring a Node for machines without one, which this image has.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund

FROM node:24.21.0-bookworm-slim
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /opt/yarn-* \
    && install -d -o node -g node -m 0700 /data
WORKDIR /lynceus
COPY --from=dependencies /lynceus/node_modules ./node_modules
COPY package.json app.yml LICENSE ./
COPY src ./src
COPY app ./app
# The status page and the metrics have a port of their own, which is not for the world.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 STATUS_PORT=9090 DATA_DIR=/data LOG_FORMAT=json
USER 1000:1000
VOLUME /data
EXPOSE 3000 9090
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "app/index.ts"]
