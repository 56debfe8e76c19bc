package dev.breakwater.user;

import dev.breakwater.user.RunningService.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Many clients at once. */
final class Crowd implements AutoCloseable {

    private final ExecutorService clients;

    Crowd(int size) {
        clients = Executors.newFixedThreadPool(size);
    }

    /** All answers, in the order of the requests. */
    List<Answer> all(List<Callable<Answer>> requests) throws Exception {
        return answers(begin(requests));
    }

    /** Begins them and waits for none. */
    List<CompletableFuture<Answer>> begin(List<Callable<Answer>> requests) {
        List<CompletableFuture<Answer>> begun = new ArrayList<>();
        for (Callable<Answer> request : requests) {
            begun.add(CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return request.call();
                        } catch (Exception failure) {
                            throw new IllegalStateException(failure);
                        }
                    },
                    clients));
        }
        return begun;
    }

    static List<Answer> answers(List<CompletableFuture<Answer>> begun) throws Exception {
        List<Answer> answers = new ArrayList<>();
        for (CompletableFuture<Answer> answer : begun) {
            answers.add(answer.get());
        }
        return answers;
    }

    @Override
    public void close() {
        clients.shutdownNow();
    }
}
