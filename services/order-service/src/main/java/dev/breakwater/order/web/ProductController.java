package dev.breakwater.order.web;

import dev.breakwater.order.products.Product;
import dev.breakwater.order.products.Products;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ProductController {

    private final Products products;

    ProductController(Products products) {
        this.products = products;
    }

    @Operation(summary = "Everything for sale")
    @GetMapping("/api/products")
    Catalogue list() {
        return new Catalogue(products.current().products());
    }

    record Catalogue(List<Product> products) {}
}
