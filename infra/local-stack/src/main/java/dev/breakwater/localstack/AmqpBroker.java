package dev.breakwater.localstack;

/** An AMQP 0-9-1 broker on 127.0.0.1: RabbitMQ where it is installed, Apache Qpid Broker-J otherwise. */
public abstract class AmqpBroker extends ManagedProcess {

    private final int port;
    private final String password = Secrets.random();

    AmqpBroker(Workspace workspace, String name) {
        super(workspace, name);
        port = workspace.freePort();
    }

    /** Starts one and returns when it answers. */
    public static AmqpBroker start(Workspace workspace, String name) {
        AmqpBroker broker = create(workspace, name);
        broker.start();
        return broker;
    }

    /** As {@link #start}, but Qpid Broker-J even where RabbitMQ is installed: for tests that what runs on one runs on the other. */
    public static AmqpBroker startQpid(Workspace workspace, String name) {
        AmqpBroker broker = new QpidBroker(workspace, name);
        broker.start();
        return broker;
    }

    static AmqpBroker create(Workspace workspace, String name) {
        if (RabbitMq.isInstalled()) {
            return new RabbitMq(workspace, name);
        }
        workspace.tell("RabbitMQ is not installed: " + name
                + " is Apache Qpid Broker-J instead (to get RabbitMQ: apt-get install rabbitmq-server)");
        return new QpidBroker(workspace, name);
    }

    /** Which broker it is, with its name as people know it. */
    public abstract String product();

    public final String host() {
        return "127.0.0.1";
    }

    public final int port() {
        return port;
    }

    public final String username() {
        return "breakwater";
    }

    public final String password() {
        return password;
    }

    @Override
    protected boolean ready() throws java.io.IOException {
        return AmqpHandshake.answers(port);
    }
}
