package dev.breakwater.order.database;

import io.micrometer.core.instrument.MeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Logs and counts the statements that took long, by their text with its placeholders: the values may be somebody's address. */
final class SlowStatements extends DelegatingDataSource {

    private static final Logger log = LoggerFactory.getLogger(SlowStatements.class);
    private static final String METER = "orders.statements.slow";

    private final String database;
    private final Duration threshold;
    private final Supplier<MeterRegistry> meters;

    SlowStatements(DataSource dataSource, String database, Duration threshold, Supplier<MeterRegistry> meters) {
        super(dataSource);
        this.database = database;
        this.threshold = threshold;
        this.meters = meters;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return watched(super.getConnection());
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return watched(super.getConnection(username, password));
    }

    private Connection watched(Connection connection) {
        return proxy(Connection.class, connection, (method, arguments) -> {
            Object result = invoke(method, connection, arguments);
            if (result instanceof PreparedStatement statement && arguments[0] instanceof String sql) {
                return proxy(PreparedStatement.class, statement, (call, values) -> timed(call, statement, values, sql));
            }
            return result instanceof Statement statement
                    ? proxy(Statement.class, statement, (call, values) -> timed(call, statement, values, "a script"))
                    : result;
        });
    }

    private Object timed(Method method, Object statement, Object[] arguments, String sql) throws Throwable {
        if (!method.getName().startsWith("execute")) {
            return invoke(method, statement, arguments);
        }
        long began = System.nanoTime();
        try {
            return invoke(method, statement, arguments);
        } finally {
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            if (took.compareTo(threshold) >= 0) {
                meters.get().counter(METER, "database", database).increment();
                log.warn("Slow statement on {}: {} ms: {}", database, took.toMillis(), sql.replaceAll("\\s+", " "));
            }
        }
    }

    private interface Call {
        Object on(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, T target, Call call) {
        return type.cast(Proxy.newProxyInstance(
                SlowStatements.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> method.getDeclaringClass() == Object.class
                        ? invoke(method, target, arguments)
                        : call.on(method, arguments)));
    }

    private static Object invoke(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
