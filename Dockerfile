# The Casus service: no compiler, no root, nothing to write but /data.
FROM python:3.11-slim-bookworm AS build
WORKDIR /src
# The build brings the page's packages by npm, as it is in Node's own image.
COPY --from=node:22-bookworm-slim /usr/local /opt/node
ENV PATH=/opt/node/bin:$PATH
COPY pyproject.toml hatch_build.py constraints.txt README.md LICENSE NOTICE ./
COPY graph graph
COPY loaders loaders
COPY api api
RUN python -m venv /opt/casus \
    && /opt/casus/bin/pip install --no-cache-dir --disable-pip-version-check -c constraints.txt .

FROM python:3.11-slim-bookworm
RUN useradd --uid 10001 --no-log-init --create-home --home-dir /data casus
COPY --from=build /opt/casus /opt/casus
ENV PATH=/opt/casus/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER 10001:10001
WORKDIR /data
VOLUME ["/data"]
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=5 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["casus"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
