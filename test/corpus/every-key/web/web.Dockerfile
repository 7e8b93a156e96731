FROM scratch AS base
FROM base AS final
COPY . /
