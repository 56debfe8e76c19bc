package dev.breakwater.e2e.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.e2e.load.Arrivals;
import dev.breakwater.e2e.load.Customer;
import dev.breakwater.e2e.load.Mix;
import dev.breakwater.e2e.load.Product;
import dev.breakwater.e2e.run.Json;
import dev.breakwater.e2e.run.Shop;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** Customers who have an account and have looked at their profile, and what they can buy. For any number of runs on one system. */
public final class Crowd {

    private static final int SIZE = 8;

    private final String name;
    private final List<Customer> customers;
    private final List<Product> products;
    private final AtomicInteger runs = new AtomicInteger();

    private Crowd(String name, List<Customer> customers, List<Product> products) {
        this.name = name;
        this.customers = List.copyOf(customers);
        this.products = List.copyOf(products);
    }

    /**
     * Registers new customers.
     *
     * @param clock makes their names differ from those of any crowd before
     */
    public static Crowd gather(Shop shop, Clock clock) throws IOException, InterruptedException {
        String name = Long.toString(clock.millis(), Character.MAX_RADIX);
        List<Customer> customers = new ArrayList<>();
        for (int i = 1; i <= SIZE; i++) {
            Customer customer = Customer.register(shop.gateway(), "shopper-" + name + "-" + i);
            Json.get(shop.gateway().resolve("/api/users/me"), "Authorization", "Bearer " + customer.token());
            customers.add(customer);
        }
        return new Crowd(name, customers, products(shop));
    }

    private static List<Product> products(Shop shop) throws IOException, InterruptedException {
        List<Product> products = new ArrayList<>();
        for (JsonNode product :
                Json.get(shop.gateway().resolve("/api/products")).path("products")) {
            products.add(new Product(
                    product.path("sku").asText(),
                    product.path("priceMinor").asLong(),
                    product.path("currency").asText()));
        }
        return products;
    }

    List<Customer> customers() {
        return customers;
    }

    /** What they will ask for in one more run; its keys differ from those of any other. */
    Arrivals arrivals(RandomGenerator random, Mix mix) {
        return new Arrivals(random, name + "-" + runs.incrementAndGet(), products, customers.size(), mix);
    }
}
