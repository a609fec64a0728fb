package dev.hone.serve.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorShapeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'error':{'message':'a','type':'b','param':null,'code':'c','more':1}} | {'error':{'message':'a','type':'b','param':null,'code':'c','more':1}}",
                "{'error':{'message':'a'}} | {'error':{'message':'a','type':'server_error','param':null,'code':null}}",
                "{'error':'a'} | {'error':{'message':'a','type':'server_error','param':null,'code':null}}",
                "{'message':'a'} | {'message':'a','error':{'message':'a','type':'server_error','param':null,'code':null}}",
                "{} | {'error':{'message':'The model behind this server answered 500.','type':'server_error','param':null,'code':null}}"
            })
    void what_is_missing_is_added_and_nothing_is_taken(String given, String expected) {
        assertEquals(expected.replace('\'', '"'), ErrorShape.complete(given.replace('\'', '"'), 500));
    }
}
