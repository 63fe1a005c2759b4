// filled by later steps
