package dev.breakwater.inventory.web;

import dev.breakwater.inventory.counting.StockReport;
import dev.breakwater.inventory.counting.StockReport.Level;
import dev.breakwater.web.ProblemException;
import dev.breakwater.web.ProblemType;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class StockController {

    private final StockReport report;

    StockController(StockReport report) {
        this.report = report;
    }

    record StockAnswer(List<Level> stock) {}

    @GetMapping("/internal/stock")
    StockAnswer stock() {
        return new StockAnswer(report.levels());
    }

    @GetMapping("/internal/stock/{sku}")
    Level stock(@PathVariable String sku) {
        return report.levels().stream()
                .filter(level -> level.sku().equals(sku))
                .findFirst()
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "We keep no such product"));
    }
}
