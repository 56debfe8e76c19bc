package dev.breakwater.warehouse.endpoint;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClient.RequestHeadersSpec.ConvertibleClientHttpResponse;

/** A warehouse over HTTP, unguarded. */
final class WarehouseHttpClient implements Warehouse {

    private static final String ALLOCATION = "/v1/allocations/{orderId}";

    private final String id;
    private final RestClient http;

    WarehouseHttpClient(String id, RestClient http) {
        this.id = id;
        this.http = http;
    }

    private record HealthView(@Nullable String status) {}

    private record StockView(List<StockLevel> stock) {}

    private record LinesBody(List<Line> lines) {}

    private record AllocationView(@Nullable String status) {}

    private record ErrorView(Refusal error) {
        private record Refusal(String code, @Nullable String sku, long available) {}
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public void check() {
        String status = Objects.requireNonNull(http.get().uri("/v1/health").exchange((request, response) -> {
            HealthView view = read(ok(response), HealthView.class);
            return String.valueOf(view.status());
        }));
        if (!status.equals("UP")) {
            throw new IllegalStateException("warehouse " + id + " says that it is not up");
        }
    }

    @Override
    public List<StockLevel> stock() {
        return Objects.requireNonNull(http.get()
                .uri("/v1/stock")
                .exchange((request, response) ->
                        List.copyOf(read(ok(response), StockView.class).stock())));
    }

    @Override
    public Allocation allocate(UUID orderId, List<Line> lines) {
        return Objects.requireNonNull(http.put()
                .uri(ALLOCATION, orderId)
                .contentType(MediaType.APPLICATION_JSON)
                .body(new LinesBody(lines))
                .exchange((request, response) -> allocation(response)));
    }

    private Allocation allocation(ConvertibleClientHttpResponse response) throws IOException {
        if (response.getStatusCode().isSameCodeAs(HttpStatus.CONFLICT)) {
            ErrorView.Refusal error = read(response, ErrorView.class).error();
            if (error.code().equals("INSUFFICIENT_STOCK")) {
                return new Allocation.TooFew(Objects.requireNonNull(error.sku()), error.available());
            }
            if (error.code().equals("ALLOCATION_CONFLICT")) {
                return new Allocation.OtherLines();
            }
        }
        String status = String.valueOf(read(ok(response), AllocationView.class).status());
        return switch (status) {
            case "ALLOCATED" -> new Allocation.Allocated();
            case "RELEASED" -> new Allocation.Released();
            default -> throw new UnexpectedAnswerException(id, response.getStatusCode());
        };
    }

    @Override
    public void release(UUID orderId) {
        http.delete()
                .uri(ALLOCATION, orderId)
                .exchange((request, response) -> ok(response).getStatusCode());
    }

    private ConvertibleClientHttpResponse ok(ConvertibleClientHttpResponse response) throws IOException {
        if (!response.getStatusCode().is2xxSuccessful()) {
            throw new UnexpectedAnswerException(id, response.getStatusCode());
        }
        return response;
    }

    private static <T> T read(ConvertibleClientHttpResponse response, Class<T> type) {
        return Objects.requireNonNull(response.bodyTo(type));
    }
}
