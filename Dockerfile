# One image for the API, the worker, or both in one process: the command decides.
FROM node:24-slim
ENV HOST=0.0.0.0 THROUGHLINE_DATA_DIR=/data
RUN mkdir -p /app /data && chown node:node /app /data
USER node
WORKDIR /app
COPY --chown=node:node . .
RUN npm ci
VOLUME /data
EXPOSE 4000
CMD ["npm", "start"]
