# The SQS server, from the artifacts that Maven put into infra/local-stack/runtimes/elasticmq/target/lib.
ARG JAVA_IMAGE
FROM ${JAVA_IMAGE}
RUN mkdir /data && chown 10001:10001 /data
COPY lib /opt/elasticmq
USER 10001:10001
EXPOSE 9324
ENTRYPOINT ["java", "-Dconfig.file=/opt/elasticmq.conf", "-cp", "/opt/elasticmq/*", "org.elasticmq.server.Main"]
